package casefile_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v4"

	"detente/casefile"
)

func compileSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(casefile.Schema()))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("case.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("case.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestSchemaAccepts holds every valid case that there is against the schema.
func TestSchemaAccepts(t *testing.T) {
	s := compileSchema(t)
	for name, text := range validCases(t) {
		if err := s.Validate(jsonOf(t, text)); err != nil {
			t.Errorf("schema refuses %s: %#v", name, err)
		}
	}
}

// TestSchemaRefuses holds the failing example of each code against the schema:
// it refuses exactly those whose code is marked structural.
func TestSchemaRefuses(t *testing.T) {
	s := compileSchema(t)
	for _, code := range casefile.Codes() {
		text, err := os.ReadFile(filepath.Join("testdata", "errors", code.Name+".yaml"))
		if err != nil {
			t.Fatal(err)
		}
		var node yaml.Node
		if strings.HasPrefix(code.Name, "yaml-") || strings.HasPrefix(code.Name, "too-") || strings.HasPrefix(code.Name, "not-utf8") ||
			code.Name == "empty-case" || yaml.Unmarshal(text, &node) != nil {
			if code.Structural {
				t.Errorf("%s: marked structural, but its example is no YAML for an editor", code.Name)
			}
			continue
		}
		if refused := s.Validate(jsonOf(t, string(text))) != nil; refused != code.Structural {
			t.Errorf("%s: schema refuses = %v, want %v", code.Name, refused, code.Structural)
		}
	}
}

// jsonOf reads YAML as an editor does, by the core schema of YAML 1.2.
func jsonOf(t *testing.T, text string) any {
	t.Helper()
	var doc yaml.Node
	if err := yaml.Unmarshal([]byte(text), &doc); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	return jsonNode(doc.Content[0])
}

func jsonNode(n *yaml.Node) any {
	switch n.Kind {
	case yaml.MappingNode:
		m := map[string]any{}
		for i := 0; i+1 < len(n.Content); i += 2 {
			m[n.Content[i].Value] = jsonNode(n.Content[i+1])
		}
		return m
	case yaml.SequenceNode:
		l := []any{}
		for _, c := range n.Content {
			l = append(l, jsonNode(c))
		}
		return l
	}
	if n.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle|yaml.LiteralStyle|yaml.FoldedStyle) != 0 {
		return n.Value
	}
	switch n.Value {
	case "", "~", "null", "Null", "NULL":
		return nil
	case "true", "True", "TRUE":
		return true
	case "false", "False", "FALSE":
		return false
	}
	if x, err := strconv.ParseFloat(n.Value, 64); err == nil && strings.Trim(n.Value, "+-.0123456789eE") == "" {
		return x
	}
	return n.Value
}
