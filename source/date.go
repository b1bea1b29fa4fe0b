package source

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
)

// months are the names by which a month is known, three letters each.
const months = "janfebmaraprmayjunjulaugsepoctnovdec"

// monthOf returns the number of a month by its name or abbreviation, or 0.
func monthOf(word string) int {
	word = strings.ToLower(strings.Trim(word, ".,()"))
	if len(word) < 3 {
		return 0
	}
	i := strings.Index(months, word[:3])
	if i < 0 || i%3 != 0 {
		return 0
	}
	full := [...]string{"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"}[i/3]
	if word == full || len(word) == 3 || word == "sept" {
		return i/3 + 1
	}
	return 0
}

// findDate finds the first date in a short text and returns it as YYYY-MM-DD,
// YYYY-MM or YYYY; "" where there is none: 3 June 2024, June 3rd, 2024, 2024-06-03,
// June 2024.
func findDate(s string) string {
	if d := isoDate(s); d != "" {
		return d
	}
	words := strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || r == ',' || r == '(' || r == ')' })
	for i, w := range words {
		m := monthOf(w)
		if m == 0 {
			continue
		}
		year, day := 0, 0
		for j := max(0, i-1); j < min(len(words), i+3); j++ {
			switch n := dayOrYear(words[j]); {
			case n > 31 && year == 0:
				year = n
			case n > 0 && n <= 31 && day == 0 && (j == i-1 || j == i+1):
				day = n
			}
		}
		switch {
		case year == 0:
			continue
		case day == 0:
			return fmt.Sprintf("%04d-%02d", year, m)
		}
		return fmt.Sprintf("%04d-%02d-%02d", year, m, day)
	}
	return ""
}

// dayOrYear reads 3, 3rd or 2024, or returns 0.
func dayOrYear(w string) int {
	w = strings.TrimRight(strings.ToLower(w), ".,;:")
	for _, suffix := range []string{"st", "nd", "rd", "th"} {
		w = strings.TrimSuffix(w, suffix)
	}
	n, err := strconv.Atoi(w)
	if err != nil || n < 1 || n > 31 && (n < 1900 || n > 2100) {
		return 0
	}
	return n
}

// isoDate finds YYYY-MM-DD or YYYY-MM at the start of a word.
func isoDate(s string) string {
	for i := 0; i+7 <= len(s); i++ {
		if i > 0 && s[i-1] >= '0' && s[i-1] <= '9' {
			continue
		}
		if i+10 <= len(s) && isPattern(s[i:i+10], "####-##-##") && validDate(s[i:i+10]) {
			return s[i : i+10]
		}
		if isPattern(s[i:i+7], "####-##") && validDate(s[i:i+7]+"-01") && (i+7 == len(s) || s[i+7] != '-') {
			return s[i : i+7]
		}
	}
	return ""
}

func isPattern(s, pattern string) bool {
	for i := range len(s) {
		digit := s[i] >= '0' && s[i] <= '9'
		if pattern[i] == '#' && !digit || pattern[i] != '#' && s[i] != pattern[i] {
			return false
		}
	}
	return true
}

func validDate(s string) bool {
	year, _ := strconv.Atoi(s[:4])
	month, _ := strconv.Atoi(s[5:7])
	day, _ := strconv.Atoi(s[8:10])
	return year >= 1900 && year <= 2100 && month >= 1 && month <= 12 && day >= 1 && day <= 31
}

// wholeDate returns the date where a line holds nothing but one.
func wholeDate(s string) string {
	if wordsIn(s) > 5 || len(s) > 40 {
		return ""
	}
	for w := range strings.FieldsSeq(strings.NewReplacer(",", " ", "(", " ", ")", " ").Replace(s)) {
		if monthOf(w) == 0 && dayOrYear(w) == 0 && !isWeekday(w) && isoDate(w) == "" {
			return ""
		}
	}
	return findDate(s)
}

func isWeekday(w string) bool {
	switch strings.ToLower(strings.Trim(w, ".,")) {
	case "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue", "wed", "thu", "fri", "sat", "sun":
		return true
	}
	return false
}
