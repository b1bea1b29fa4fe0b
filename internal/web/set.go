package web

import (
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"detente"
	"detente/casefile"
	"detente/internal/store"
)

// The fields of a form say which value of the case they are.
const (
	setPrefix     = "set."     // a value as the case file writes it: set.parties.russia.influence
	textPrefix    = "text."    // a text, which is quoted where it must be
	wasPrefix     = "was."     // what the field of that path said when the form was made
	becausePrefix = "because." // evidence to add to what stands at a path
	hasPrefix     = "has."     // the evidence that stands there, joined by commas
)

// edits returns the values that a form changes, by path. A field that says what
// it said before is none.
func edits(form url.Values) []casefile.Edit {
	var out []casefile.Edit
	add := func(path, value string) { out = append(out, casefile.Edit{Path: path, Value: value}) }
	for name := range form {
		value := strings.TrimSpace(form.Get(name))
		prefix, path, _ := strings.Cut(name, ".")
		if was, ok := form[wasPrefix+path]; ok && strings.TrimSpace(was[0]) == value {
			continue
		}
		switch prefix + "." {
		case setPrefix:
			if value != "" {
				add(path, value)
			}
		case textPrefix:
			add(path, yamlText(value))
		case becausePrefix:
			if value != "" {
				add(path+".because", "["+strings.Join(append(split(form.Get(hasPrefix+path)), value), ", ")+"]")
			}
		}
	}
	slices.SortFunc(out, func(a, b casefile.Edit) int { return strings.Compare(a.Path, b.Path) })
	return out
}

func split(list string) []string {
	return strings.FieldsFunc(list, func(r rune) bool { return r == ',' || r == ' ' })
}

// plain is a text that YAML reads as a text without quotes, wherever it stands.
var plain = regexp.MustCompile(`^\pL[\pL\pN _=<>()/.'’%+?-]*[\pL\pN%()?.]$`)

// yamlText writes a text as a value of a case file.
func yamlText(s string) string {
	if plain.MatchString(s) && !slices.Contains(detente.ReservedWords, strings.ToLower(s)) {
		return s
	}
	quoted, _ := json.Marshal(s) // a JSON string is a YAML string
	return string(quoted)
}

// set changes single values of a case, and nothing else of its text.
func (s *Server) set(w http.ResponseWriter, r *http.Request) error {
	base, err := s.editing(r)
	if err != nil {
		return err
	}
	return s.change(w, r, base, edits(r.PostForm))
}

// editing returns the revision of a case that a form began with.
func (s *Server) editing(r *http.Request) (*openCase, error) {
	parent, err := strconv.Atoi(r.PostForm.Get("revision"))
	if err != nil {
		return nil, errNoRevision
	}
	return s.desk.at(r.Context(), store.CaseID(r.PathValue("id")), parent)
}

var errNoRevision = wrong("The form does not say which revision it began with. Load the page again.")

// change makes edits to a revision, unless one of them would break the case, and
// saves what comes of it.
func (s *Server) change(w http.ResponseWriter, r *http.Request, base *openCase, changed []casefile.Edit) error {
	if len(changed) == 0 {
		return back(w, r, s.backTo(r, base.ID))
	}
	text, refused := base.Parsed.SetAll(changed)
	if len(refused) > 0 {
		no := refused[0]
		return wrong("%s cannot become %q. %s", no.Path, no.Value, sentence(no.Reason))
	}
	after, err := s.desk.reading(r.Context(), base.Case, text)
	if err != nil {
		return err
	}
	if d := newFault(base, after); d != nil {
		return wrong("%s. %s. What to do: %s.", capital(d.Message), capital(d.Why), d.Help)
	}
	var paths []string
	for _, e := range changed {
		paths = append(paths, e.Path)
	}
	return s.keep(w, r, base.Case, base.Revision, text, "set "+strings.Join(paths, ", "))
}

// newFault returns the first error that a case has after a change and did not
// have before; nil where there is none.
func newFault(before, after *openCase) *detente.Diagnostic {
	had := map[string]bool{}
	for _, d := range before.Found {
		had[d.Code+d.Message] = true
	}
	for i, d := range after.Found {
		if d.Severity == detente.Error && !had[d.Code+d.Message] {
			return &after.Found[i]
		}
	}
	return nil
}

// sentence is an error as a sentence, without the packages it came through.
func sentence(err error) string {
	for inner := errors.Unwrap(err); inner != nil; inner = errors.Unwrap(err) {
		err = inner
	}
	return capital(err.Error()) + "."
}

// add gives a case an issue, a party, or a row of a party.
func (s *Server) add(w http.ResponseWriter, r *http.Request) error {
	base, err := s.editing(r)
	if err != nil {
		return err
	}
	name := strings.TrimSpace(r.PostForm.Get("name"))
	switch r.PostForm.Get("what") {
	case "issue":
		id := identifier(name)
		if id == "" {
			return wrong("An issue needs a name that begins with a letter.")
		}
		return s.change(w, r, base, []casefile.Edit{{Path: "issues." + id, Value: newIssue(name, r.PostForm.Get("levels"))}})
	case "party":
		id := identifier(name)
		if id == "" {
			return wrong("A party needs a name that begins with a letter.")
		}
		return s.change(w, r, base, []casefile.Edit{{Path: "parties." + id, Value: "{name: " + yamlText(name) + "}"}})
	case "row":
		party, issue := identifier(r.PostForm.Get("party")), identifier(r.PostForm.Get("issue"))
		weight := strings.TrimSpace(r.PostForm.Get("weight"))
		return s.change(w, r, base, []casefile.Edit{{Path: "parties." + party + ".wants." + issue, Value: "{weight: " + weight + "}"}})
	}
	return wrong("The form does not say what to add.")
}

// newIssue writes an issue with options, given by their names, or none.
func newIssue(name, levels string) string {
	var options []string
	for part := range strings.SplitSeq(levels, ",") {
		if id := identifier(part); id != "" {
			options = append(options, id+": {name: "+yamlText(strings.TrimSpace(part))+"}")
		}
	}
	if len(options) == 0 {
		return "{name: " + yamlText(name) + "}"
	}
	return "{name: " + yamlText(name) + ", options: {" + strings.Join(options, ", ") + "}}"
}

var noIdentifier = regexp.MustCompile(`[^a-z0-9]+`)

// identifier makes a name of the case file of a name for people; "" where there
// is none in it.
func identifier(name string) string {
	id := strings.Trim(noIdentifier.ReplaceAllString(strings.ToLower(name), "-"), "-")
	switch {
	case slices.Contains(detente.ReservedWords, id):
		return id + "-1"
	case !detente.IsIdentifier(id):
		return ""
	}
	return id
}
