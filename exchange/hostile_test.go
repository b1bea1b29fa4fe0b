package exchange_test

import (
	"encoding/binary"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf16"

	"detente/exchange"
)

// refused reads a domain and returns the error it must give.
func refused(t *testing.T, what string, data []byte) string {
	t.Helper()
	_, _, err := exchange.Genius(exchange.File{Name: "d.xml", Data: data}, []exchange.File{file("p.xml", fruitProfile(""))}, exchange.Options{})
	if err == nil {
		t.Fatalf("Genius(%s) is read, want a refusal", what)
	}
	return err.Error()
}

func TestHostileXML(t *testing.T) {
	tests := []struct{ what, text, want string }{
		{"document type", `<!DOCTYPE x [<!ENTITY a "b">]><utility_space/>`, "d.xml:1: document type declarations are not read"},
		{"entity", `<utility_space name="&lol;"/>`, "no well-formed XML"},
		{"external entity", `<!DOCTYPE x SYSTEM "http://localhost/x.dtd"><utility_space/>`, "document type declarations"},
		{"depth", strings.Repeat("<a>", 40) + strings.Repeat("</a>", 40), "more than 32 deep"},
		{"many elements", "<a>" + strings.Repeat("<b/>", 200_001) + "</a>", "more than 200,000 elements"},
		{"cut off", "<utility_space>\n<objective", "d.xml:2: no well-formed XML"},
		{"raw sign", `<utility_space><issue name="<5"/></utility_space>`, "write &lt; and &amp; for < and &"},
		{"two roots", `<utility_space/><utility_space/>`, "a second top element"},
		{"text outside", `<utility_space/>hello`, "text stands outside"},
		{"other XML", `<html/>`, "there is no <utility_space>"},
		{"no issues", `<utility_space/>`, "there is no <issue> in this domain"},
		{"no values", `<utility_space><issue index="1" name="x"/></utility_space>`, `issue "x" has no values`},
		{"one outcome", `<utility_space><issue index="1" name="x"><item value="a"/></issue></utility_space>`, "nothing to negotiate"},
		{"same index", `<utility_space><issue index="1" name="x"><item value="a"/></issue><issue index="1" name="y"><item value="a"/></issue></utility_space>`, "two issues have the index 1"},
		{"strange type", `<utility_space><issue index="1" name="x" type="fuzzy"/></utility_space>`, `has the type "fuzzy"`},
		{"no bounds", `<utility_space><issue index="1" name="x" type="integer"/></utility_space>`, "has no lowerbound and upperbound"},
		{"bounds upside down", `<utility_space><issue index="1" name="x" type="integer" lowerbound="5" upperbound="1"/></utility_space>`, "the lower one comes first"},
		{"huge integer", `<utility_space><issue index="1" name="x" type="integer" lowerbound="0" upperbound="1000000000"/></utility_space>`, "more than 100,000 values"},
		{"huge exponent", `<utility_space><issue index="1" name="x" type="real" lowerbound="0" upperbound="1e999999999"/></utility_space>`, "is no number up to 1e15"},
		{"encoding", `<?xml version="1.0" encoding="EBCDIC"?><utility_space/>`, `the encoding "EBCDIC" is not read`},
		{"not UTF-8", "<?xml version=\"1.0\" encoding=\"UTF-8\"?><utility_space name=\"caf\xe9\"/>", "declare its encoding, or save it as UTF-8"},
		{"nothing", ``, "this is no XML"},
		{"too large", strings.Repeat(" ", 17<<20), "more than 16 MB"},
	}
	for _, test := range tests {
		if got := refused(t, test.what, []byte(test.text)); !strings.Contains(got, test.want) {
			t.Errorf("Genius(%s) = %s, want %q in it", test.what, got, test.want)
		}
	}
}

func TestHostileProfiles(t *testing.T) {
	tests := []struct{ what, text, want string }{
		{"not a number", strings.Replace(fruitProfile(""), `evaluation="8"`, `evaluation="NaN"`, 1), `p.xml:2: the evaluation of "Plum" in issue "Fruit": "NaN" is no number`},
		{"comma", strings.Replace(fruitProfile(""), `value="0.5"`, `value="0,5"`, 1), "write a point for the comma"},
		{"reservation", fruitProfile(`<reservation/>`), "the value of <reservation>"},
		{"weight without index", fruitProfile(`<weight value="1"/>`), "belongs to no issue"},
		{"another type", strings.Replace(fruitProfile(""), `name="Fruit" type="discrete"`, `name="Fruit" type="integer"`, 1), "the profile belongs to another domain"},
		{"no space", `<negotiation_template/>`, "is it a GENIUS profile?"},
	}
	for _, test := range tests {
		_, _, err := exchange.Genius(file("d.xml", fruit), []exchange.File{file("p.xml", test.text)}, exchange.Options{})
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("Genius(%s) = %v, want %q in it", test.what, err, test.want)
		}
	}
}

// inUTF16 encodes a text with a byte order mark.
func inUTF16(text string, order binary.AppendByteOrder) []byte {
	data := order.AppendUint16(nil, 0xFEFF)
	for _, u := range utf16.Encode([]rune(text)) {
		data = order.AppendUint16(data, u)
	}
	return data
}

func TestEncodings(t *testing.T) {
	text := func(encoding string) string {
		return `<?xml version="1.0" encoding="` + encoding + `"?><utility_space><issue index="1" name="Fruit"><item value="café"/><item value="thé"/></issue></utility_space>`
	}
	latin := []byte(strings.ReplaceAll(text("ISO-8859-1"), "é", "\xe9"))
	tests := map[string][]byte{
		"UTF-8":                []byte(text("UTF-8")),
		"UTF-8 with a mark":    []byte("\ufeff" + text("utf-8")),
		"ISO-8859-1":           latin,
		"windows-1252":         []byte(strings.Replace(string(latin), "ISO-8859-1", "windows-1252", 1)),
		"UTF-16 little-endian": inUTF16(text("UTF-16"), binary.LittleEndian),
		"UTF-16 big-endian":    inUTF16(text("UTF-16"), binary.BigEndian),
		"UTF-16 without mark":  inUTF16(text("UTF-16"), binary.LittleEndian)[2:],
		"wrongly declared":     []byte(text("UTF-16")),
		"not declared":         []byte(strings.Replace(string(latin), `<?xml version="1.0" encoding="ISO-8859-1"?>`, "", 1)),
	}
	for name, data := range tests {
		c, _, err := exchange.Genius(exchange.File{Name: "d.xml", Data: data}, []exchange.File{file("p.xml", fruitProfile(""))}, exchange.Options{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if o := c.Issues[0].Options[0]; o.ID != "cafe" || o.Name != "café" {
			t.Errorf("%s: option = %s %q, want cafe \"café\"", name, o.ID, o.Name)
		}
	}
	if got := refused(t, "half a character", inUTF16(text("UTF-16"), binary.LittleEndian)[:101]); !strings.Contains(got, "half a character") {
		t.Errorf("Genius(half a character) = %s", got)
	}
}

func TestHostileJSON(t *testing.T) {
	const domain = `"domain": {"name": "d", "issuesValues": {"a": {"values": ["x", "y"]}}}`
	space := func(rest string) string { return `{"LinearAdditiveUtilitySpace": {` + domain + `, ` + rest + `}}` }
	tests := []struct{ what, text, want string }{
		{"no JSON", "hello", "no well-formed JSON"},
		{"cut off", `{"LinearAdditiveUtilitySpace": {`, "the file ends too early"},
		{"list", `[]`, "a JSON object is expected"},
		{"tail", `{} {}`, "something follows the end"},
		{"twice", `{"a": 1, "a": 2}`, `"a" stands twice in one object`},
		{"depth", `{"a":` + strings.Repeat("[", 60) + strings.Repeat("]", 60) + `}`, "more than 32 deep"},
		{"partial order", `{"DefaultPartialOrdering": {}}`, "this is a DefaultPartialOrdering"},
		{"sum of groups", `{"SumOfGroupsUtilitySpace": {}}`, "only a LinearAdditiveUtilitySpace is a sum over issues"},
		{"no domain", `{"LinearAdditiveUtilitySpace": {}}`, "name the domain's file too"},
		{"no weights", space(`"issueUtilities": {}`), "there is no issueWeights"},
		{"no number", space(`"issueWeights": {"a": "much"}, "issueUtilities": {}`), `the weight of issue "a": "much" is no number`},
	}
	for _, test := range tests {
		_, _, err := exchange.GeniusWeb(exchange.File{}, []exchange.File{file("p.json", test.text)}, exchange.Options{})
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("GeniusWeb(%s) = %v, want %q in it", test.what, err, test.want)
		}
	}
	profile := file("p.json", space(`"issueUtilities": {}, "issueWeights": {}`))
	if _, _, err := exchange.GeniusWeb(profile, []exchange.File{profile}, exchange.Options{}); err == nil || !strings.Contains(err.Error(), "the domain's file comes first") {
		t.Errorf("GeniusWeb(profile as domain) = %v, want an error that says so", err)
	}
	_, _, err := exchange.GeniusWeb(exchange.File{}, nil, exchange.Options{As: exchange.NegMAS})
	if err == nil || !strings.Contains(err.Error(), "is for GENIUS's XML") {
		t.Errorf("GeniusWeb(as negmas) = %v, want a refusal", err)
	}
}

// Numbers: 2 to 4 in steps of 0.5 are worth 0.2 to 1, weight 0.5; 0.25 for one of
// two words. The reservation bid 3 is worth 0.5 x 0.6.
func TestGeniusWebNumbers(t *testing.T) {
	text := `{"LinearAdditiveUtilitySpace": {"name": "seller",
"issueUtilities": {"price": {"numberutils": {"lowValue": 2, "lowUtility": 0.2, "highValue": 4, "highUtility": 1}},
 "paid": {"discreteutils": {"valueUtilities": {"cash": 0.5, "card": 0}}}},
"issueWeights": {"price": 0.5, "paid": 0.5},
"domain": {"name": "d", "issuesValues": {"price": {"range": {"low": 2, "high": 4, "step": 0.5}}, "paid": {"values": ["cash", "card"]}}},
"reservationBid": {"issuevalues": {"price": 3}}}}`
	c, notes, err := exchange.GeniusWeb(exchange.File{}, []exchange.File{file("p.json", text)}, exchange.Options{})
	if err != nil {
		t.Fatal(err)
	}
	wantWorths(t, c, 0.35, 0.1, 0.45, 0.2, 0.55, 0.3, 0.65, 0.4, 0.75, 0.5)
	if got := c.Parties[0].NoAgreement.Mid; got != 0.3 {
		t.Errorf("no_agreement = %v, want 0.3", got)
	}
	wantNote(t, notes, "missing", `the reservation bid leaves out "paid"`)
	if p := c.Parties[0]; p.ID != "p" || p.Name != "seller" || c.Title != "d" {
		t.Errorf("party %s %q in %q, want p \"seller\" in \"d\"", p.ID, p.Name, c.Title)
	}
}

func TestHostileGames(t *testing.T) {
	const config = "Ann,ann,p1,greedy,m\nBen,ben,p2,greedy,m\n"
	tests := []struct {
		what  string
		files map[string]string
		want  string
	}{
		{"no config", nil, "a game is a folder with config.txt"},
		{"empty config", map[string]string{"config.txt": "\n"}, "there are no parties"},
		{"short line", map[string]string{"config.txt": "Ann,ann\n"}, "is no line of the form"},
		{"way out", map[string]string{"config.txt": "Ann,../ann,p1\n"}, "is no name of a file in this folder"},
		{"twice", map[string]string{"config.txt": "Ann,ann,p1\nBen,ann,p2\n"}, `"ann" stands twice`},
		{"no scores", map[string]string{"config.txt": config}, "ann.txt"},
		{"one line", map[string]string{"config.txt": config, "ann.txt": "5"}, "write a line for each issue"},
		{"no threshold", map[string]string{"config.txt": config, "ann.txt": "1, 2\n3, 4"}, "it holds the threshold alone"},
		{"words", map[string]string{"config.txt": config, "ann.txt": "1, much\n5"}, `ann.txt:1: " much" is no number`},
		{"other shape", map[string]string{"config.txt": config, "ann.txt": "1, 2\n5", "ben.txt": "1, 2, 3\n5"}, "do not have the same issues and options as those of ann.txt"},
	}
	for _, test := range tests {
		_, _, err := exchange.Scorable(folder(test.files))
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("Scorable(%s) = %v, want %q in it", test.what, err, test.want)
		}
	}
}

func folder(files map[string]string) fstest.MapFS {
	fs := fstest.MapFS{}
	for name, text := range files {
		fs[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return fs
}
