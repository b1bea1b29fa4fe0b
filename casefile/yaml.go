package casefile

import (
	"errors"
	"fmt"
	"strings"

	"go.yaml.in/yaml/v4"

	"detente"
)

// scanFault reports why the text is refused before it is parsed.
func (d *decoder) scanFault(f *scanFault) {
	var message, why, help string
	word := d.f.lines.text[f.start:min(f.end, len(d.f.lines.text))]
	switch f.code {
	case "too-many-nodes":
		message = "the case has more than 10,000 values"
		why = "a larger case is refused before it is read, so that no file can exhaust the machine"
		help = "split the case, or leave out what no question needs"
	case "too-deep":
		message = "the brackets or indents nest more than 64 deep"
		why = "a case needs fewer than ten levels; deeper ones are refused before they are read"
		help = "look for brackets that are never closed"
	case "yaml-alias":
		message = fmt.Sprintf("%q is an alias or anchor of YAML", word)
		why = "a case says each thing once, where it stands; aliases are refused"
		help = "write the value out; if it is text, put it in quotes"
	case "yaml-tag":
		message = fmt.Sprintf("%q is a tag of YAML", word)
		why = "the type of a value follows from its field; tags are refused"
		help = "take it out; if it is text, put it in quotes; for \"not\" write the word"
	case "yaml-directive":
		message = fmt.Sprintf("%q is a directive of YAML", word)
		why = "a line that starts with % speaks to YAML readers, and a case needs none"
		help = "take the line out; if it is text, indent it or put it in quotes"
	case "yaml-documents":
		message = "a second document starts here"
		why = "a file holds one case"
		help = "put the other case into a file of its own, or take out this line"
	}
	d.reportAt(detente.Error, f.code, d.f.lines.place(f.start), max(1, d.f.lines.width(f.start, min(f.end, len(d.f.lines.text)))), message, why, help)
}

// yamlFault turns what the YAML library has to say into a diagnostic at the
// place where a person should look.
func (d *decoder) yamlFault(err error) {
	at := detente.Pos{Line: 1, Col: 1}
	context := at
	problem := err.Error()
	var fault *yaml.LoadError
	if errors.As(err, &fault) {
		problem = fault.Message
		at = detente.Pos{Line: max(fault.Mark.Line, 1), Col: max(fault.Mark.Column, 1)}
		if fault.ContextMark.Line > 0 {
			context = detente.Pos{Line: fault.ContextMark.Line, Col: max(fault.ContextMark.Column, 1)}
		}
	}
	s := d.explain(problem, at, context)
	d.reportAt(detente.Error, "yaml-syntax", s.at, s.width, s.message, s.why, s.help)
}

// syntaxFault is a fault of the YAML text in plain words.
type syntaxFault struct {
	at                 detente.Pos
	width              int
	message, why, help string
}

// explain finds the likely mistake behind a message of the YAML library.
func (d *decoder) explain(problem string, at, context detente.Pos) syntaxFault {
	s := syntaxFault{at: at, width: 1}
	line := d.f.lines.line(at.Line)
	here := d.f.lines.offset(at)
	rest := d.f.lines.text[here:]
	switch {
	case strings.HasPrefix(rest, "\t") || strings.Contains(problem, "tab"):
		s.message, s.why, s.help = "a tab is used to indent", "YAML indents with spaces only", "replace the tab by spaces, as on the lines around it"
	case strings.Contains(problem, "',' or"):
		d.unclosed(&s, problem, context, rest)
	case strings.Contains(problem, "end of stream") || strings.Contains(problem, "document indicator"):
		s.at = context
		s.message, s.why, s.help = "this quote is never closed", "text in quotes runs until the same quote comes again", "add the closing quote at the end of the text"
	case strings.Contains(problem, "escape") || strings.Contains(problem, "hexadecimal"):
		s.width = 2
		s.message, s.why = "a backslash starts something unknown", `inside "..." a backslash is special: \" is a quote and \\ a backslash`
		s.help = `write the backslash twice, or put the text in '...'`
	case strings.Contains(problem, "mapping values"):
		d.strayColon(&s, line, at)
	case strings.Contains(problem, "cannot start any token"):
		s.message = fmt.Sprintf("a value cannot start with %q", firstRune(rest))
		s.why, s.help = "this character has a meaning of its own in YAML", "put the whole value in quotes: \"...\""
	case strings.Contains(problem, "block sequence entries"):
		s.message, s.why = "a list cannot start here", "the entries of a list stand on lines of their own, each after a dash"
		s.help = `put the dash on the next line, or write [a, b]; put text that starts with a dash in quotes`
	case strings.Contains(problem, "expected ':'"):
		s.at = context
		s.message, s.why, s.help = "a key without a colon", "here every line is `key: value`", "write a colon and a space after the key, or indent the line if it continues the one above"
	case strings.Contains(problem, "did not find expected key") || strings.Contains(problem, "'-' indicator"):
		d.strayLine(&s, rest)
	case strings.HasPrefix(rest, ">") || strings.HasPrefix(rest, "|") || strings.Contains(problem, "block scalar") || strings.Contains(problem, "comment or line break"):
		s.message, s.why, s.help = "the text does not follow > or |", "a value that starts with > or | continues on the next, indented lines", "put the whole value in quotes: \"...\""
	default:
		s.message, s.why, s.help = "this is no YAML: "+problem, "the text stops making sense here", "compare with the lines around; quotes around a value often help"
	}
	return s
}

// unclosed explains a bracket without its partner, or a missing comma in it.
func (d *decoder) unclosed(s *syntaxFault, problem string, context detente.Pos, rest string) {
	open, shut := "{", "}"
	if strings.Contains(problem, "]") {
		open, shut = "[", "]"
	}
	if context.Line == s.at.Line && rest != "" && strings.IndexByte("]})", rest[0]) < 0 {
		s.message = "a comma is missing before this"
		s.why = fmt.Sprintf("the entries between %s and %s are separated by commas", open, shut)
		s.help = "add a comma between the two, or put the value in quotes if it is one text"
		return
	}
	s.at = context
	s.message = fmt.Sprintf("%q is never closed", open)
	s.why = fmt.Sprintf("what %s opens has to end with %s", open, shut)
	s.help = fmt.Sprintf("add %s where the entries end, or a comma where one is missing", shut)
}

// strayColon explains a colon where no key can stand: two in one value, or a
// key above that lacks the space after its colon.
func (d *decoder) strayColon(s *syntaxFault, line string, at detente.Pos) {
	for n := at.Line - 1; n >= max(at.Line-3, 1); n-- {
		text := strings.TrimLeft(d.f.lines.line(n), " -")
		key, value, ok := strings.Cut(text, ":")
		if ok && value != "" && detente.IsIdentifier(strings.ReplaceAll(key, "_", "-")) && value[0] != ' ' {
			column := strings.Index(d.f.lines.line(n), text) + len(key) + 1
			s.at = detente.Pos{Line: n, Col: column}
			s.message, s.why, s.help = "a space is missing after this colon", "YAML takes `a:b` for one word", fmt.Sprintf("write `%s: %s`", key, value)
			return
		}
	}
	if first := strings.Index(line, ": "); first >= 0 && first < at.Col-1 {
		s.message, s.why = "a second colon on the line", "a colon with a space after it ends a key, and a key already stands before it"
		s.help = "put the whole value in quotes: \"...\""
		return
	}
	s.message, s.why = "a key cannot stand here", "the line is indented deeper than the one above, which already has a value"
	s.help = "give the line the indent of its neighbours, or take the value off the line above"
}

// strayLine explains a line that belongs to nothing.
func (d *decoder) strayLine(s *syntaxFault, rest string) {
	switch {
	case rest != "" && strings.IndexByte("]}", rest[0]) >= 0:
		s.message, s.why, s.help = fmt.Sprintf("%q closes nothing", rest[:1]), "no bracket is open here", "take it out, or open the bracket before"
	case rest != "" && rest[0] == '-':
		s.message, s.why, s.help = "a list entry with the wrong indent", "the entries of a list stand below one another", "give the dash the same indent as the dashes above it"
	case s.at.Col > 1 && strings.TrimSpace(d.f.lines.line(s.at.Line)[:min(s.at.Col-1, len(d.f.lines.line(s.at.Line)))]) != "":
		s.message, s.why, s.help = "the value ended before this", "after a closing quote or bracket nothing more can follow", `put the whole value in quotes; inside '...' a quote is written twice`
	default:
		s.message, s.why, s.help = "this line belongs to nothing above it", "its indent fits neither the entries above nor their parent", "give it the same indent as the entries it belongs to"
	}
}

func firstRune(s string) string {
	for _, r := range s {
		return string(r)
	}
	return "the end of the file"
}
