package casefile_test

import (
	"os"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"

	"detente"
	"detente/casefile"
)

// TestLanguagePage checks every example of doc/language.md: merged into the
// page's own case, it must have no error.
func TestLanguagePage(t *testing.T) {
	page, err := os.ReadFile("../doc/language.md")
	if err != nil {
		t.Fatal(err)
	}
	examples := yamlBlocks(string(page))
	if len(examples) < 30 {
		t.Fatalf("doc/language.md has %d examples, want at least 30", len(examples))
	}
	sources := casefile.Memory{
		"sources/gazette.md": "The upper province wants ... the upper province wants the power a large dam would give. And without 90 % of the summer flow the harvest fails; two dry years are forecast.",
		"sources/note.md":    "Told in confidence.",
	}
	for i, example := range examples {
		var base, part any
		for text, into := range map[string]*any{examples[0]: &base, example: &part} {
			if err := yaml.Unmarshal([]byte(text), into); err != nil {
				t.Fatalf("example %d: %v\n%s", i, err, text)
			}
		}
		text, err := yaml.Marshal(merge(base, part))
		if err != nil {
			t.Fatal(err)
		}
		_, found := casefile.Parse("example", text, sources)
		for _, d := range found {
			if d.Severity == detente.Error {
				t.Errorf("example %d:\n%s\n%s", i, example, casefile.Render(d))
			}
		}
	}
}

// yamlBlocks returns the fenced blocks marked yaml.
func yamlBlocks(page string) []string {
	var blocks []string
	inside := false
	for line := range strings.Lines(page) {
		switch {
		case strings.HasPrefix(line, "```"):
			inside = strings.TrimSpace(line) == "```yaml"
			if inside {
				blocks = append(blocks, "")
			}
		case inside:
			blocks[len(blocks)-1] += line
		}
	}
	return blocks
}

// merge lays one tree over another: mappings field by field, all else replaced.
func merge(under, over any) any {
	u, ok1 := under.(map[string]any)
	o, ok2 := over.(map[string]any)
	if !ok1 || !ok2 {
		return over
	}
	out := map[string]any{}
	for k, v := range u {
		out[k] = v
	}
	for k, v := range o {
		if _, both := u[k]; both && !replaced(k) {
			v = merge(u[k], v)
		}
		out[k] = v
	}
	return out
}

// replaced reports whether a field holds one thing said whole, such as a row's
// breakpoints, so that an example's stands for the case's.
func replaced(key string) bool { return key == "values" || key == "by" || key == "now" }
