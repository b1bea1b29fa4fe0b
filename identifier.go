package detente

import "strings"

// IsIdentifier reports whether s can name a thing of a case: lower-case words
// of letters and digits joined by single hyphens, starting with a letter.
func IsIdentifier(s string) bool {
	if s == "" || !isLower(s[0]) {
		return false
	}
	for i := range len(s) {
		b := s[i]
		hyphen := b == '-' && i+1 < len(s) && s[i+1] != '-'
		if !isLower(b) && !isDigit(b) && !hyphen {
			return false
		}
	}
	return true
}

// ReservedWords cannot be names of issues, options, parties or groups: they are
// words of the case language or of YAML.
var ReservedWords = strings.Fields(`
	weight position because now points values salience links label
	yes no on off true false null
	not and or if iff all any of unknown against note`)
