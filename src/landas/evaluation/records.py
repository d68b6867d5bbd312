"""Records of evaluations, kept beside the project: which bundle of which task was measured, and whether it passed."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

FOLDER = "evaluations"


class EvaluationRecords:
    """One file a task and bundle, its latest evaluation. `passed` reads it anew, so that serving processes follow."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def save(self, task: str, bundle: str, record: Mapping[str, Any]) -> Path:
        self._folder.mkdir(parents=True, exist_ok=True)
        path, fresh = self._path(task, bundle), self._folder / f"{task}-{bundle}.new"
        fresh.write_text(json.dumps(record, ensure_ascii=False, indent=1), encoding="utf-8")
        fresh.replace(path)
        return path

    def passed(self, task: str, bundle: str) -> bool:
        """Whether this bundle was measured and was good enough. A record that can't be read is none."""
        try:
            record = json.loads(self._path(task, bundle).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return False
        return isinstance(record, dict) and record.get("passed") is True

    def _path(self, task: str, bundle: str) -> Path:
        return self._folder / f"{task}-{bundle}.json"
