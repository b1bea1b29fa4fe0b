package detente

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Suggest returns the candidate nearest to word, or "" where none is within
// two edits (insertions, deletions, substitutions, swaps of neighbours), one
// for words of up to three letters. Ties go to the earlier candidate.
func Suggest(word string, candidates []string) string {
	best, distance := "", min(2, max(1, len(word)/2))+1
	for _, c := range candidates {
		if d := editDistance(word, c, distance); d < distance {
			best, distance = c, d
		}
	}
	return best
}

// suggest is a line of help: the nearest candidate, or all of them.
func suggest(word string, candidates []string) string {
	if s := Suggest(word, candidates); s != "" {
		return fmt.Sprintf("did you mean %q?", s)
	}
	switch {
	case len(candidates) == 0:
		return "there is none yet"
	case len(candidates) > 12:
		return "choose one of " + strings.Join(candidates[:12], ", ") + ", ..."
	}
	return "choose one of " + strings.Join(candidates, ", ")
}

// editDistance is the optimal string alignment distance, or limit where it is
// at least that. What both words start or end with costs nothing, and hopeless
// pairs are given up early, so that many long names can be compared.
func editDistance(a, b string, limit int) int {
	a, b = trimCommon(a, b)
	s, t := []rune(a), []rune(b)
	if len(s)-len(t) >= limit || len(t)-len(s) >= limit {
		return limit
	}
	before, last, row := make([]int, len(t)+1), make([]int, len(t)+1), make([]int, len(t)+1)
	for j := range last {
		last[j] = j
	}
	least := 0 // of the last row
	for i := 1; i <= len(s); i++ {
		row[0] = i
		best := i
		for j := 1; j <= len(t); j++ {
			cost := 1
			if s[i-1] == t[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && s[i-1] == t[j-2] && s[i-2] == t[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
			best = min(best, row[j])
		}
		if best >= limit && least >= limit {
			return limit
		}
		before, last, row, least = last, row, before, best
	}
	return min(last[len(t)], limit)
}

// trimCommon takes off the ASCII characters that two words start and end with
// in common.
func trimCommon(a, b string) (string, string) {
	for a != "" && b != "" && a[0] == b[0] && a[0] < utf8.RuneSelf {
		a, b = a[1:], b[1:]
	}
	for a != "" && b != "" && a[len(a)-1] == b[len(b)-1] && a[len(a)-1] < utf8.RuneSelf {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	return a, b
}

// splitAny splits a text at any of the separators.
func splitAny(s, separators string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(separators, r) })
}
