"""Numbers for Prometheus, of this process or, with several workers, of all of them together.

With `PROMETHEUS_MULTIPROC_DIR` in the environment every worker keeps its numbers in files of that folder, and any of
them shows the sums; a level shows the highest of the living workers.
"""

import os
import re
from pathlib import Path

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead

from landas.observe.measures import MEASURES, Measure
from landas.observe.worker_folder import FOLDER

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_LIVE = re.compile(r"gauge_live\w+_(\d+)\.db")


class PrometheusRecorder:
    """Meets `Recorder`. One a process is enough: a project is a label."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._made = {measure.name: self._instrument(measure) for measure in MEASURES}

    def record(self, measure: Measure, amount: float, labels: tuple[str, ...]) -> None:
        made = self._made[measure.name]
        found = made.labels(*labels) if labels else made
        if isinstance(found, Counter):
            found.inc(amount)
        elif isinstance(found, Gauge):
            found.set(amount)
        else:
            found.observe(amount)

    def text(self) -> str:
        """Everything, in the text format."""
        folder = os.environ.get(FOLDER)
        if not folder:
            return generate_latest(self._registry).decode("utf-8")
        forget_the_dead(Path(folder))
        everyone = CollectorRegistry()
        MultiProcessCollector(everyone)  # type: ignore[no-untyped-call]
        return generate_latest(everyone).decode("utf-8")

    def close(self) -> None:
        """Nothing is open."""

    def _instrument(self, measure: Measure) -> Counter | Gauge | Histogram:
        name = prometheus_name(measure)
        labels = tuple(label.replace(".", "_") for label in measure.labels)
        match measure.kind:
            case "count":
                return Counter(name, measure.about, labels, registry=self._registry)
            case "level":
                return Gauge(
                    name, measure.about, labels, registry=self._registry, multiprocess_mode="livemax"
                )
            case "spread":
                return Histogram(
                    name, measure.about, labels, registry=self._registry, buckets=measure.buckets
                )


def prometheus_name(measure: Measure) -> str:
    """As OpenTelemetry maps its names: `landas_answer_duration_seconds`."""
    name = measure.name.replace(".", "_")
    return f"{name}_seconds" if measure.unit == "s" else name


def forget_the_dead(folder: Path) -> None:
    """Levels of workers that are gone count no more."""
    for pid in {int(found[1]) for path in folder.iterdir() if (found := _LIVE.fullmatch(path.name))}:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            mark_process_dead(pid, str(folder))  # type: ignore[no-untyped-call]
        except PermissionError:
            continue
