"""The sample project: an invented shop for laptops, phones, accessories and articles, with invented shoppers."""

from landas.sample.files import Question, SampleFiles, sample_questions, write_sample

__all__ = ["Question", "SampleFiles", "sample_questions", "write_sample"]
