package casefile

import _ "embed"

//go:embed schema.json
var schema []byte

// Schema returns a JSON Schema (2020-12) of the case file, for editors that
// complete and check while one types. It accepts every valid case and refuses
// what breaks the form; what only the program can see is marked in [Codes].
func Schema() []byte { return append([]byte(nil), schema...) }
