package source

import (
	"strings"
	"unicode"
)

// tongue is a language that can be told by its small words.
type tongue struct {
	name  string
	words string
}

// tongues lists small words that are frequent in one language and rare in
// English.
var tongues = [...]tongue{
	{"German", "der die und das ist nicht mit den von auf für ein eine dem des sich auch wird zu im werden hat"},
	{"French", "le la les des est et une dans pour que qui pas sur par au avec du ce sont il elle ne"},
	{"Spanish", "el la los las de que en una por con para del se es al su lo como más"},
	{"Portuguese", "os de que em um uma para com não da dos das na ao é por mais pela são"},
	{"Italian", "il lo la gli le di che un una per con non del della dei nel si è sono al alla"},
	{"Dutch", "de het een en van niet dat op te voor met zijn aan ook als door er maar"},
	{"Swedish", "och att det som en på är av för med inte den till om har de ett"},
	{"Polish", "na nie się że jest jak za od po przez dla oraz które"},
	{"Turkish", "ve bir bu için ile da de çok olarak daha gibi ne var"},
	{"Indonesian", "yang dan di dari untuk dengan pada ini itu tidak dalam akan"},
	{"English", "the of and to in is that for it was on are as with by at be this from have or an will has not but"},
}

// scripts are writing systems no English text is written in.
var scripts = [...]struct {
	name  string
	table *unicode.RangeTable
}{
	{"Russian or another language in Cyrillic letters", unicode.Cyrillic}, {"Greek", unicode.Greek},
	{"Arabic or Persian", unicode.Arabic}, {"Hebrew", unicode.Hebrew}, {"Chinese", unicode.Han}, {"Japanese", unicode.Hiragana},
	{"Korean", unicode.Hangul}, {"Hindi", unicode.Devanagari}, {"Thai", unicode.Thai},
}

// leastShare: of a text in a language, at least one word in so many is a small one
// of that language; changelogs and code lists are in none.
const leastShare = 12

// sampled is how much of a text the guess reads, in bytes.
const sampled = 20_000

// guessLanguage names the language of a text that is not English, or returns "".
// It counts letters of other scripts, then small words; a text too short or too
// odd to tell passes as English.
func guessLanguage(text string) string {
	text = text[:min(len(text), sampled)]
	if name := foreignScript(text); name != "" {
		return name
	}
	counts, words := map[string]int{}, 0
	for _, w := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) }) {
		counts[w]++
		words++
	}
	best, most, english := "", 0, 0
	for _, t := range tongues {
		n := 0
		for w := range strings.FieldsSeq(t.words) {
			n += counts[w]
		}
		if t.name == "English" {
			english = n
		} else if n > most {
			best, most = t.name, n
		}
	}
	if most >= 10 && most > 2*english && leastShare*most >= words {
		return best
	}
	return ""
}

func foreignScript(text string) string {
	var counts [len(scripts)]int
	letters := 0
	for _, r := range text {
		if !unicode.IsLetter(r) {
			continue
		}
		letters++
		if r < 0x370 {
			continue
		}
		for i := range scripts {
			if unicode.Is(scripts[i].table, r) {
				counts[i]++
			}
		}
	}
	for i := range scripts {
		if counts[i]*10 > letters*3 {
			return scripts[i].name
		}
	}
	return ""
}
