package brief

import (
	"strconv"
	"strings"
)

// numerals are numbers in words.
var numerals = [...]string{"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen",
	"sixteen", "seventeen", "eighteen", "nineteen", "twenty"}

// parseNumber reads 25, 25,000, 6.1 or twelve.
func parseNumber(lower string) (float64, bool) {
	for n, w := range numerals {
		if w == lower {
			return float64(n), true
		}
	}
	switch lower {
	case "thirty":
		return 30, true
	case "forty":
		return 40, true
	case "fifty":
		return 50, true
	case "sixty":
		return 60, true
	case "dozen":
		return 12, true
	}
	if lower == "" || lower[0] < '0' || lower[0] > '9' {
		return 0, false
	}
	x, err := strconv.ParseFloat(strings.ReplaceAll(lower, ",", ""), 64)
	return x, err == nil
}

func scaleOf(lower string) float64 {
	switch lower {
	case "hundred":
		return 100
	case "thousand":
		return 1_000
	case "million", "mn":
		return 1_000_000
	case "billion", "bn":
		return 1_000_000_000
	case "trillion":
		return 1_000_000_000_000
	}
	return 0
}

// readAmount notes the number at token i with what it counts. Years and single
// "one" are no amounts.
func (r *reading) readAmount(u *unit, p span, i int) bool {
	t := &r.tokens[i]
	word, rest, hyphen := strings.Cut(t.lower, "-")
	x, ok := parseNumber(word)
	if !ok || t.lower == "one" || x >= 1900 && x <= 2100 && !strings.Contains(t.text, ",") && x == float64(int(x)) {
		return false
	}
	if r.readDay(u, p, i, x) {
		return true
	}
	if hyphen { // a four-year deal
		if s := scaleOf(rest); s == 0 {
			u.amounts = append(u.amounts, amount{x, stem(rest)})
			return true
		}
	}
	j := i + 1
	for j < p.to && scaleOf(r.tokens[j].lower) > 0 {
		x *= scaleOf(r.tokens[j].lower)
		j++
	}
	unit := ""
	if i-2 >= p.from && r.tokens[i-1].lower == "of" && strings.HasPrefix(r.tokens[i-2].tag, "NN") {
		unit = r.lex.concept(stem(r.tokens[i-2].lower)) // a team of 9
	}
	for k := j; k < min(j+3, p.to); k++ {
		n := &r.tokens[k]
		if strings.HasPrefix(n.tag, "NN") || n.text == "%" {
			if unit = r.lex.concept(stem(n.lower)); n.text == "%" {
				unit = "percent"
			}
			break
		}
		if !strings.HasPrefix(n.tag, "JJ") && n.tag != "VBN" && n.lower != "per" {
			break
		}
	}
	if i > p.from {
		switch r.tokens[i-1].text {
		case "$", "€", "£":
			unit = r.tokens[i-1].text
		}
	}
	u.amounts = append(u.amounts, amount{x, unit})
	return true
}

// readDay reads "4 October" and "October 4".
func (r *reading) readDay(u *unit, p span, i int, x float64) bool {
	if x < 1 || x > 31 || x != float64(int(x)) {
		return false
	}
	for _, j := range [...]int{i + 1, i - 1} {
		if j >= p.from && j < p.to && isMonth(r.tokens[j].lower) && r.tokens[j].capital() {
			u.times = append(u.times, "day "+strconv.Itoa(int(x))+" "+r.tokens[j].lower)
			return true
		}
	}
	return false
}

// readTime notes weekdays, months and seasons.
func (r *reading) readTime(u *unit, p span, i int) bool {
	t := &r.tokens[i]
	switch {
	case isMonth(t.lower) && t.capital():
		for _, old := range u.times {
			if strings.HasSuffix(old, " "+t.lower) {
				return true
			}
		}
		u.times = append(u.times, "month "+t.lower)
	case isSeason(t.lower):
		u.times = append(u.times, "month "+t.lower)
	case strings.HasSuffix(t.lower, "day") && isTimeWord(t.lower):
		u.times = append(u.times, "weekday "+t.lower)
	case i > p.from && (t.lower == "week" || t.lower == "month" || t.lower == "year") && (r.tokens[i-1].lower == "this" || r.tokens[i-1].lower == "next"):
		u.times = append(u.times, "month "+r.tokens[i-1].lower+" "+t.lower)
	default:
		return false
	}
	return true
}

func isSeason(lower string) bool {
	return lower == "spring" || lower == "summer" || lower == "autumn" || lower == "winter"
}

func isMonth(lower string) bool {
	return isTimeWord(lower) && !strings.HasSuffix(lower, "day") && lower != "christmas" && lower != "easter" && lower != "ramadan"
}
