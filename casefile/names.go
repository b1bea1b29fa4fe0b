package casefile

import (
	"fmt"
	"strings"

	"detente"
)

// thing is what an identifier names; which words are reserved depends on it.
type thing string

const (
	issueName    thing = "issue"
	optionName   thing = "option"
	partyName    thing = "party"
	groupName    thing = "group"
	countName    thing = "count"
	sourceName   thing = "source"
	evidenceName thing = "evidence"
	scenarioName thing = "scenario"
)

// one is the thing with its article.
func (t thing) one() string {
	switch t {
	case issueName, optionName:
		return "an " + string(t)
	case evidenceName:
		return "a piece of evidence"
	}
	return "a " + string(t)
}

// reserved says why a word cannot name a thing, or is "".
func reserved(t thing, word string) string {
	switch word {
	case "yes", "no", "on", "off", "true", "false", "null":
		return "programs that read YAML take it for yes, no or nothing"
	case "not", "and", "or", "if", "iff", "of", "any":
		return "it is a word of the conditions and consent rules"
	case "all":
		return "`all` means every party"
	case "links":
		if t == issueName || t == optionName {
			return "`links` stands among the rows of a party"
		}
	case "much-better":
		if t == issueName {
			return "`much-better` stands between the entries of a ranking"
		}
	case "taken", "not-taken":
		if t == optionName {
			return "`taken` and `not-taken` are the options of a yes/no issue, which has no `options`"
		}
	}
	if t == optionName && (word == "name" || contains(detente.ReservedWords, word)) {
		return "it is a field that stands beside the options in a party's row, or a word of the language"
	}
	return ""
}

// maxIdentifier is the length of the longest name.
const maxIdentifier = 64

// identifier reads the name of a thing and reports what cannot be one.
func (d *decoder) identifier(n *node, t thing) string {
	if n.kind != scalarNode {
		d.isKind(n, scalarNode, "the name of "+t.one(), "write a single word")
		return ""
	}
	if why := reserved(t, n.text); why != "" {
		d.errorf("reserved-word", n, why, fmt.Sprintf("choose another word, such as %s-%s, and say what it means under `name`", t, strings.ToLower(n.text)), "%q cannot be the name of %s", n.text, t.one())
		return n.text
	}
	if len(n.text) > maxIdentifier {
		d.unsound = true
		d.errorf("bad-identifier", n, "names are typed, listed and shown in tables", "choose a short name, and put the long one under `name`", "the name of %s has more than %d characters", t.one(), maxIdentifier)
		return n.text
	}
	if detente.IsIdentifier(n.text) {
		return n.text
	}
	help := "use lower-case letters, digits and hyphens, and start with a letter"
	if k := kebab(n.text); detente.IsIdentifier(k) && reserved(t, k) == "" {
		help = fmt.Sprintf("write %q, and give it the name %q for people to read", k, n.text)
	}
	d.errorf("bad-identifier", n, "names are lower-case words joined by hyphens, because rules, paths and addresses use them", help, "%q cannot be the name of %s", n.text, t.one())
	return n.text
}

// kebab turns a text into words joined by hyphens.
func kebab(text string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(strings.TrimSpace(text)) {
		if r == ' ' || r == '_' || r == '.' || r == '/' {
			r = '-'
		}
		b.WriteRune(r)
	}
	return b.String()
}

// named calls f for every entry of a mapping from names to things.
func (d *decoder) named(n *node, t thing, where string, f func(key, value *node)) {
	if n == nil || !d.isKind(n, mappingNode, where, "write it as `name: ...`, one "+string(t)+" a line") {
		return
	}
	d.duplicates(n, where)
	d.f.known[n] = nil
	seen := map[string]bool{}
	for i, k := range n.keys {
		d.identifier(k, t)
		if !detente.IsIdentifier(k.text) {
			d.offerRename(k, n.keys)
		}
		if !seen[k.text] {
			f(k, n.items[i])
		}
		seen[k.text] = true
	}
}
