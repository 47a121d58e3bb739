"""Reading a JSON file into a model; every fault ends as one line that names the file."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from checklists.tables import describe
from lane.cli.common import BadInput

Model = TypeVar("Model", bound=BaseModel)


def read_model(path: Path, model: type[Model]) -> Model:
    """The file's content as ``model``.

    Raises:
        BadInput: the file cannot be read, is not JSON, or a field is missing or wrong.
    """
    try:
        # Strict: a number written as text is a mistake in the file, not a number.
        return model.model_validate_json(path.read_text(encoding="utf-8-sig"), strict=True)
    except OSError as error:
        raise BadInput(f"{path}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise BadInput(f"{path}: this is not UTF-8 text; save the file as UTF-8") from error
    except ValidationError as error:
        raise BadInput(f"{path}: {describe(error)}") from error
