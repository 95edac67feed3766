import json
from pathlib import Path

import jsonschema
import pytest

import reflib
from reflib.export import export
from reflib.model import load_catalog

SCHEMA = json.loads((Path(reflib.__file__).parent / "catalog.schema.json").read_text("utf-8"))
SAMPLE = export(load_catalog(Path(__file__).parent / "samples/valid"))


def test_the_whole_catalogue_fits_its_schema():
    jsonschema.validate(export(load_catalog()), SCHEMA, cls=jsonschema.Draft202012Validator)


def test_an_entry_has_every_fact():
    (entry,) = SAMPLE["entries"]
    jsonschema.validate(SAMPLE, SCHEMA)
    assert entry["name"] == "torch.sum"
    assert entry["params"][2] == {
        "name": "keepdim",
        "type": "bool",
        "default": "False",
        "en": "Keep the reduced dimension with length 1.",
        "zh": "保留被归约的维度，长度为 1。",
    }
    assert entry["examples"][0]["source"].startswith(">>> import torch\n>>> x = torch.tensor")
    assert entry["examples"][0]["output"] == "tensor(10.)\ntensor([4., 6.])\n"
    assert entry["examples"][1]["requires"] == ["cuda"]
    assert entry["examples"][1]["verified"]["cuda"]["state"] == "not run"
    assert entry["old"][0]["use"] == "torch.sum(torch.ones(2))"
    assert entry["url"] == "torch.sum.html"


def test_the_schema_refuses_a_missing_language():
    broken = json.loads(json.dumps(SAMPLE))
    del broken["entries"][0]["summary"]["zh"]
    with pytest.raises(jsonschema.ValidationError, match="'zh' is a required property"):
        jsonschema.validate(broken, SCHEMA)
