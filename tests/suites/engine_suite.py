"""What every Engine promises. A test class inherits the suite and gives `engine`."""

from pathlib import Path

import pytest

from landas.engine.engine import Engine, result_of


def square(number: int, into: Path) -> None:
    (into / "square").write_text(str(number * number))


def refuse_three(number: int, into: Path) -> None:
    (into / "square").write_text("half done")
    if number == 3:
        raise ValueError("three")


class EngineSuite:
    @pytest.fixture
    def engine(self) -> Engine:
        raise NotImplementedError

    def test_results_come_in_the_order_of_the_batches(self, engine: Engine, tmp_path: Path) -> None:
        results = engine.run(square, [5, 2, 7], tmp_path / "out")
        assert [(path / "square").read_text() for path in results] == ["25", "4", "49"]

    def test_batches_that_are_done_are_not_done_again(self, engine: Engine, tmp_path: Path) -> None:
        done = result_of(tmp_path, 1)
        done.mkdir()
        (done / "square").write_text("kept")
        results = engine.run(square, [5, 2, 7], tmp_path)
        assert [(path / "square").read_text() for path in results] == ["25", "kept", "49"]

    def test_a_failing_batch_stops_the_run_and_leaves_no_result(self, engine: Engine, tmp_path: Path) -> None:
        with pytest.raises(Exception, match="three"):
            engine.run(refuse_three, [1, 3], tmp_path)
        assert not result_of(tmp_path, 1).exists()

    def test_nothing_to_do_is_fine(self, engine: Engine, tmp_path: Path) -> None:
        assert engine.run(square, [], tmp_path) == []
