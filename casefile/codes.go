package casefile

import "detente"

// Code is a kind of diagnostic.
type Code struct {
	Name     string
	Severity detente.Severity // the gravest it has
	Summary  string
	// Structural is true where the JSON Schema refuses it too; the others only
	// the program can see.
	Structural bool
}

// Codes returns every code that reading a case can report, those of
// detente.Case.Check included, in the order in which a file is read: the text,
// the form, sources and quotes, meaning. Names are stable.
func Codes() []Code {
	const (
		note, warning, fault = detente.Note, detente.Warning, detente.Error
		form, program        = true, false
	)
	return []Code{
		{"too-large", fault, "the case file is larger than 1 MB", program},
		{"not-utf8", fault, "a byte is not UTF-8", program},
		{"control-character", fault, "an invisible character stands in the text", program},
		{"too-many-nodes", fault, "the case has more than 10,000 values", program},
		{"too-deep", fault, "brackets or indents nest more than 64 deep", program},
		{"yaml-alias", fault, "an alias or anchor of YAML", program},
		{"yaml-tag", fault, "a tag of YAML", program},
		{"yaml-directive", fault, "a directive of YAML", program},
		{"yaml-documents", fault, "a second document in the file", program},
		{"yaml-syntax", fault, "the text is no YAML: indents, quotes, brackets, commas, colons", program},
		{"empty-case", fault, "nothing is in the file", program},

		{"missing-version", fault, "the case does not say its version of the language", form},
		{"unknown-version", fault, "a version of the language that this program does not know", form},
		{"unknown-field", fault, "a field that the language does not have at this place", form},
		{"missing-field", fault, "a field without which the thing has no meaning", form},
		{"no-value", fault, "a field is written and says nothing", form},
		{"wrong-type", fault, "a list, mapping or single value where another is expected", form},
		{"duplicate-key", fault, "a name stands twice in a mapping or list of options", program},
		{"bad-identifier", fault, "a name that is not lower-case words joined by hyphens", form},
		{"reserved-word", fault, "a word of the language or of YAML as a name", form},
		{"bad-label", fault, "a label other than open, team, caucus:PARTY", form},
		{"bad-choice", fault, "a word that is none of those a field takes", form},
		{"bad-date", fault, "a date in another form than 2025, 2025-08 or 2025-08-15", form},
		{"bad-url", fault, "an address that does not start with http:// or https://", form},
		{"bad-checksum", fault, "a sha256 that is not 64 hexadecimal digits", form},
		{"bad-number", fault, "a number that cannot be read", form},
		{"not-finite", fault, "a number that is infinite or no number", form},
		{"bad-range", fault, "a range that is written in none of its forms", form},
		{"upside-down", fault, "a range whose lower end is above its upper end", program},
		{"out-of-limits", fault, "a number outside the limits of its field", form},
		{"no-limits", fault, "unknown, in a field without limits", form},
		{"misplaced-field", fault, "a field that needs another one, or belongs elsewhere", form},
		{"mixed-values", fault, "values given both by option and by place on a scale", program},
		{"bad-scale", fault, "a scale that does not rise, or whose step does not fit", program},
		{"few-options", fault, "fewer than two options", form},
		{"bad-arc", fault, "an arc that does not lead from one option to another", form},
		{"bad-condition", fault, "a condition that cannot be read", program},
		{"bad-consent", fault, "a consent rule that cannot be read", program},
		{"bad-ranking", fault, "much-better that does not stand between two entries", program},
		{"bad-pair", fault, "an entry of unknown that is not two conditions", form},
		{"two-preferences", fault, "a party that says in two ways what it prefers", form},

		{"bad-source-path", fault, "a source outside the case's folder, or behind a link", form},
		{"source-not-found", fault, "a source that is not there or cannot be read", program},
		{"source-too-large", fault, "a source larger than 10 MB", program},
		{"source-not-text", fault, "a source that is not UTF-8 text", program},
		{"source-changed", warning, "a source with another checksum than the case notes", program},
		{"quote-not-found", fault, "a quote that is not in its source", program},
		{"quote-ambiguous", fault, "a quote that stands several times in its source", program},
		{"quote-nth", fault, "an nth beyond the last occurrence of a quote", program},

		{"unknown-issue", fault, "an issue that the case does not have", program},
		{"unknown-option", fault, "an option that its issue does not have", program},
		{"off-scale", fault, "a place outside a scale, or between its steps", program},
		{"unknown-name", fault, "a consent rule names neither party nor group", program},
		{"unknown-party", fault, "a party that the case does not have", program},
		{"unknown-source", fault, "a source that the case does not have", program},
		{"unknown-evidence", fault, "evidence that the case does not have", program},
		{"unknown-path", fault, "a path that leads to no value, or to several", program},
		{"duplicate-name", fault, "a party and a group, or a group and its member, share a name", program},
		{"empty-group", fault, "a group without members", program},
		{"missing-count", fault, "a member without the count that a consent rule adds up", program},
		{"out-of-reach", fault, "a consent rule that can never hold", program},
		{"ratification-cycle", fault, "parties whose ratification waits for one another", program},
		{"needs-scale", fault, "a position or breakpoints on an issue without a scale", program},
		{"weights-zero", fault, "every weight of a party is 0", program},
		{"now-breaks-rule", fault, "the status quo breaks a rule", program},
		{"no-deal-breaks-rule", fault, "the no-deal outcome breaks a rule", program},
		{"no-outcome", fault, "the rules leave no outcome", program},
		{"no-package", warning, "the rules leave no package", program},
		{"no-agreement-differs", warning, "no_agreement contradicts the worth of the no-deal outcome", program},
		{"label-leak", warning, "an open rule names what carries a label", program},
		{"step-misfit", warning, "the steps of a scale do not end at its upper end", program},
		{"weights-sum", note, "the weights of a party do not add up to 100", program},
		{"value-span", note, "the values of a row do not run from 0 to 100", program},
		{"unreachable-option", note, "no arc leads to an option", program},
	}
}
