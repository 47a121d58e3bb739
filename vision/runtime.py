"""ONNX Runtime sessions, all made in one place so that threads and providers are set once."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import numpy as np
import onnxruntime
from numpy.typing import NDArray


class Network:
    """One network on the processor: a batch in, its outputs out."""

    def __init__(self, path: Path, threads: int = 1) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # an arena keeps its largest size for ever; frames of many sizes would make it grow
        options.enable_cpu_mem_arena = False
        self._session = onnxruntime.InferenceSession(
            str(path), options, providers=["CPUExecutionProvider"]
        )
        self._input = self._session.get_inputs()[0].name

    def metadata(self, key: str) -> str:
        """A text the makers stored in the file; KeyError when it has none of that name."""
        return self._session.get_modelmeta().custom_metadata_map[key]

    def run(self, batch: NDArray[np.float32]) -> list[NDArray[np.float32]]:
        """All outputs for a batch × channels × height × width input."""
        return cast("list[NDArray[np.float32]]", self._session.run(None, {self._input: batch}))
