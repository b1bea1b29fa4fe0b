package brief

import (
	"strings"
	"sync"
)

// irregular lists the forms of verbs that do not just add -ed: base, past, past
// participle.
const irregular = `
be was been; become became become; begin began begun; bend bent bent; bet bet bet; bid bid bid; bind bound bound; bite bit bitten; bleed bled bled;
break broke broken; bring brought brought; build built built; buy bought bought; cast cast cast; catch caught caught; choose chose chosen;
cling clung clung; come came come; cost cost cost; cut cut cut; deal dealt dealt; dig dug dug; do did done; draw drew drawn; drive drove driven;
eat ate eaten; fall fell fallen; feed fed fed; feel felt felt; fight fought fought; find found found; flee fled fled; fly flew flown;
forbid forbade forbidden; forget forgot forgotten; get got got; give gave given; go went gone; grow grew grown; hang hung hung; have had had;
hear heard heard; hide hid hidden; hit hit hit; hold held held; hurt hurt hurt; keep kept kept; know knew known; lay laid laid; lead led led;
lean leaned leant; leave left left; lend lent lent; let let let; lie lay lain; lose lost lost; make made made; mean meant meant; meet met met;
outbid outbid outbid; pay paid paid; put put put; read read read; rise rose risen; run ran run; say said said; see saw seen; seek sought sought;
sell sold sold; send sent sent; set set set; shake shook shaken; shoot shot shot; show showed shown; shrink shrank shrunk; shut shut shut;
sit sat sat; sleep slept slept; slip slipped slipped; speak spoke spoken; spend spent spent; spin spun spun; split split split; spread spread spread;
stand stood stood; stick stuck stuck; strike struck struck; strive strove striven; swear swore sworn; sweep swept swept; take took taken;
teach taught taught; tell told told; think thought thought; throw threw thrown; understand understood understood; undertake undertook undertaken;
undercut undercut undercut; wear wore worn; win won won; withdraw withdrew withdrawn; withhold withheld withheld; write wrote written;
overcome overcame overcome; foresee foresaw foreseen; forgo forwent forgone; shed shed shed; steer steered steered; swap swapped swapped;
yield yielded yielded; offer offered offered; answer answered answered; suffer suffered suffered; threaten threatened threatened;
favour favoured favoured; favor favored favored; wager wagered wagered; counter countered countered; waver wavered wavered; cover covered covered;
alter altered altered; fear feared feared; bother bothered bothered; consider considered considered; render rendered rendered; deliver delivered delivered;
rely relied relied; tie tied tied; die died died; vie vied vied; plan planned planned; stop stopped stopped; ship shipped shipped; drop dropped dropped;
rebuff rebuffed rebuffed; commit committed committed; admit admitted admitted; permit permitted permitted; defer deferred deferred;
prefer preferred preferred; refer referred referred; regret regretted regretted; submit submitted submitted; pledge pledged pledged;
picket picketed picketed; profit profited profited; benefit benefited benefited; budget budgeted budgeted; limit limited limited; visit visited visited;
broadcast broadcast broadcast; blockade blockaded blockaded; veto vetoed vetoed; table tabled tabled; want wanted wanted; hint hinted hinted
`

// irregulars is the list by base form.
var irregulars = sync.OnceValue(func() map[string][]string {
	m := map[string][]string{}
	for entry := range strings.SplitSeq(irregular, ";") {
		if f := strings.Fields(entry); len(f) == 3 {
			m[f[0]] = f[1:]
		}
	}
	return m
})

// inflect makes the forms of a verb known.
func (l *Lexicon) inflect(base string) {
	if _, known := l.forms[base]; known && l.forms[base].base == base {
		return
	}
	l.know(base, form{base: base})
	switch {
	case base == "be" || base == "must" || strings.HasPrefix(base, "dare"):
	case strings.HasSuffix(base, "y") && !vowelBefore(base, 1):
		l.know(base[:len(base)-1]+"ies", form{base: base, third: true})
	case strings.HasSuffix(base, "s") || strings.HasSuffix(base, "x") || strings.HasSuffix(base, "z") || strings.HasSuffix(base, "ch") || strings.HasSuffix(base, "sh") || base == "go" || base == "veto" || base == "do":
		l.know(base+"es", form{base: base, third: true})
	case base == "have":
		l.know("has", form{base: base, third: true})
	default:
		l.know(base+"s", form{base: base, third: true})
	}
	if base == "be" {
		for _, w := range strings.Fields("am is are was were been being") {
			l.know(w, form{base: "be", third: w == "is", past: w == "was" || w == "were" || w == "been", ing: w == "being"})
		}
		return
	}
	l.know(ingOf(base), form{base: base, ing: true})
	for _, past := range pastOf(base) {
		l.know(past, form{base: base, past: true})
	}
}

// know adds a form; where two verbs share one, the first keeps it.
func (l *Lexicon) know(word string, f form) {
	if old, known := l.forms[word]; !known || f.base == word && old.base != word {
		l.forms[word] = f
	}
}

// vowelBefore reports whether the letter n from the end has a vowel before it.
func vowelBefore(s string, n int) bool {
	i := len(s) - 1 - n
	return i >= 0 && strings.IndexByte("aeiou", s[i]) >= 0
}

// doubles reports whether the last letter of a verb is doubled before -ed and
// -ing, as in stop and plan: one syllable, one vowel, one consonant.
func doubles(base string) bool {
	n := len(base)
	if n < 3 || strings.IndexByte("wxyaeiou", base[n-1]) >= 0 || strings.IndexByte("aeiou", base[n-2]) < 0 {
		return false
	}
	return strings.IndexByte("aeiou", base[n-3]) < 0 && syllables(base) == 1
}

// syllables counts groups of vowels.
func syllables(s string) int {
	n, in := 0, false
	for i := range len(s) {
		v := strings.IndexByte("aeiouy", s[i]) >= 0
		if v && !in {
			n++
		}
		in = v
	}
	return n
}

func ingOf(base string) string {
	switch {
	case strings.HasSuffix(base, "ie"):
		return base[:len(base)-2] + "ying"
	case strings.HasSuffix(base, "e") && !strings.HasSuffix(base, "ee") && !strings.HasSuffix(base, "oe") && !strings.HasSuffix(base, "ye"):
		return base[:len(base)-1] + "ing"
	case doubles(base):
		return base + base[len(base)-1:] + "ing"
	}
	if past := irregulars()[base]; len(past) > 0 && strings.HasSuffix(past[0], "ed") && len(past[0]) == len(base)+3 {
		return past[0][:len(past[0])-2] + "ing" // committed: committing
	}
	return base + "ing"
}

func pastOf(base string) []string {
	if past := irregulars()[base]; past != nil {
		return past
	}
	switch {
	case strings.HasSuffix(base, "e"):
		return []string{base + "d"}
	case strings.HasSuffix(base, "y") && !vowelBefore(base, 1):
		return []string{base[:len(base)-1] + "ied"}
	case doubles(base):
		return []string{base + base[len(base)-1:] + "ed"}
	}
	return []string{base + "ed"}
}

// base returns the base form of a verb in the text, or the word itself.
func (l *Lexicon) base(lower string) string {
	if f, ok := l.forms[lower]; ok {
		return f.base
	}
	return lower
}

func (l *Lexicon) isVerb(lower string) bool { _, ok := l.forms[lower]; return ok }

func (l *Lexicon) isBase(lower string) bool { f, ok := l.forms[lower]; return ok && f.base == lower }

func (l *Lexicon) isThird(lower string) bool { return l.forms[lower].third }
