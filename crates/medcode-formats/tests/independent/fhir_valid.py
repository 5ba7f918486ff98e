"""Is each FHIR document valid R4 (4.0.1)? Bundles are checked whole, their resources one by one.

Prints what is found wrong; status 1 if anything. References between entries must lead somewhere.
"""

import json
import sys

from fhir.resources import __fhir_version__, construct_fhir_element


def references(value):
    if isinstance(value, dict):
        found = value.get("reference")
        if isinstance(found, str):
            yield found
        for part in value.values():
            yield from references(part)
    elif isinstance(value, list):
        for part in value:
            yield from references(part)


def faults(document):
    try:
        construct_fhir_element(document["resourceType"], document)
    except Exception as error:
        yield str(error)
    entries = document.get("entry", [])
    known = {e.get("fullUrl") for e in entries}
    for entry in entries:
        resource = entry["resource"]
        try:
            construct_fhir_element(resource["resourceType"], resource)
        except Exception as error:
            yield f"{resource['resourceType']}/{resource.get('id')}: {error}"
        for found in references(resource):
            if found.startswith("urn:uuid:") and found not in known:
                yield f"{resource['resourceType']}/{resource.get('id')}: {found} leads nowhere"


def main():
    assert __fhir_version__ == "4.0.1", __fhir_version__
    wrong = 0
    for name in sys.argv[1:]:
        with open(name, encoding="utf-8") as source:
            found = list(faults(json.load(source)))
        if found:
            wrong += 1
            print(name, *found, sep="\n  ")
    print(f"{len(sys.argv) - 1} files, {wrong} not valid")
    return 1 if wrong or len(sys.argv) < 2 else 0


sys.exit(main())
