package analysis

import (
	"embed"
	"fmt"
	"strings"

	"detente/bargain"
)

//go:embed schemas/*.json
var schemas embed.FS

// Schema returns the JSON Schema of the data of a method, or of a comparison.
func Schema(method string) ([]byte, error) {
	if method == "compare" || method == "whatif" {
		return schemas.ReadFile("schemas/compare.json")
	}
	for _, m := range append(Methods(), peer(string(bargain.NegMAS)), peer(string(bargain.GENIUS))) {
		if m.Name == method || strings.HasSuffix(m.Name, "/"+method) {
			return schemas.ReadFile("schemas/" + strings.ReplaceAll(m.Name, "/", "-") + ".json")
		}
	}
	return nil, fmt.Errorf("%w: there is no method %q; %s", ErrUnknown, method, nearest(method, methodNames()))
}
