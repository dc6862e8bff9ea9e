"""What the tables are: their columns, the kinds of finds they hold, the columns of offsets. Stated here once."""

from __future__ import annotations

MENTION = {"doc_id": "str", "start_char": "int", "end_char": "int", "text": "str", "sentence": "str"}
ENTERPRISE = MENTION | {
    "name": "str",
    "legal_form": "str",
    "entity_id": "str",
    "source": "str",
    "entity_name": "str",
}
USE = {"fact_id": "str", "no_fact": "str"}  # what became of a figure

FACT_OFFSETS = [f"{part}_{end}" for part in ("company", "metric", "amount", "percent") for end in ("start", "end")]
FACT_OFFSETS += ["period_start_char", "period_end_char"]  # period_start, period_end are its days

# Table → column → kind: str, int, float, bool or day. The order of columns is the order in the files.
SCHEMAS: dict[str, dict[str, str]] = {
    "documents": {
        "doc_id": "str",
        "path": "str",
        "title": "str",
        "published": "day",
        "n_chars": "int",
        "n_tokens": "int",
        "encoding": "str",
        "sha256": "str",
        "duplicate_of": "str",
        "text": "str",
    },
    "companies": ENTERPRISE,
    "organizations": ENTERPRISE,
    "people": MENTION
    | {"name": "str", "role": "str", "affiliation": "str", "entity_id": "str", "source": "str", "role_class": "str"},
    "money": MENTION
    | {
        "amount_min": "float",
        "amount_max": "float",
        "currency": "str",
        "currency_implied": "bool",
        "modifier": "str",
        "unit": "str",
    }
    | USE,
    "percentages": MENTION
    | {
        "value_min": "float",
        "value_max": "float",
        "unit": "str",
        "direction": "str",
        "modifier": "str",
        "basis": "str",
    }
    | USE,
    "dates": MENTION
    | {"date_start": "day", "date_end": "day", "precision": "str", "relative": "bool", "modifier": "str"},
    "facts": {
        "doc_id": "str",
        "company": "str",
        "entity_id": "str",
        "metric": "str",
        "amount": "float",
        "amount_max": "float",
        "currency": "str",
        "modifier": "str",
        "percent": "float",
        "percent_max": "float",
        "percent_unit": "str",
        "percent_role": "str",
        "direction": "str",
        "basis": "str",
        "period_start": "day",
        "period_end": "day",
        "status": "str",
        "sentence": "str",
    }
    | dict.fromkeys(FACT_OFFSETS, "int")
    | {
        "fact_id": "str",
        "confidence": "float",
        "entity_name": "str",
        "metric_class": "str",
        "unit": "str",
        "counterparty": "str",
        "counterparty_id": "str",
        "counterparty_role": "str",
        "counterparty_start": "int",
        "counterparty_end": "int",
        "due_start": "day",
        "due_end": "day",
        "amount_previous": "float",
        "percent_previous": "float",
        "repeats": "str",
        "published": "day",
        "title": "str",
    },
    "entities": {
        "entity_id": "str",
        "kind": "str",
        "name": "str",
        "aliases": "str",
        "n_documents": "int",
        "n_mentions": "int",
        "merged_into": "str",
        "ticker": "str",
        "isin": "str",
        "country": "str",
        "sector": "str",
    },
    "errors": {"path": "str", "record": "str", "stage": "str", "error": "str", "message": "str"},
}

# The columns that tell most, for a first look.
TELLING = {
    "documents": ("doc_id", "title", "published", "n_tokens", "duplicate_of"),
    "companies": ("doc_id", "text", "name", "legal_form"),
    "organizations": ("doc_id", "text", "name"),
    "people": ("text", "name", "role", "affiliation"),
    "money": ("text", "amount_min", "amount_max", "currency", "modifier"),
    "percentages": ("text", "value_min", "unit", "direction", "basis"),
    "dates": ("text", "date_start", "date_end", "precision", "modifier"),
    "facts": ("company", "metric", "amount", "currency", "percent", "period_start", "period_end"),
    "entities": ("kind", "name", "aliases", "n_documents", "n_mentions"),
    "errors": ("path", "record", "stage", "message"),
}

TABLE_OF = {
    "company": "companies",
    "organization": "organizations",
    "person": "people",
    "money": "money",
    "percent": "percentages",
    "date": "dates",
    "fact": "facts",
}
DTYPES = {"str": "str", "int": "Int64", "float": "float64", "bool": "boolean", "day": "datetime64[s]"}
