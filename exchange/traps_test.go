package exchange_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"detente"
	"detente/exchange"
)

// The traps of real GENIUS files, one test each, on files of our own.

func file(name, text string) exchange.File { return exchange.File{Name: name, Data: []byte(text)} }

// fruit is a domain of two issues: Fruit (Pear, Plum) and Crates (1, 2, 3).
const fruit = `<negotiation_template><utility_space number_of_issues="2">
<objective index="0" etype="objective" type="objective" description="" name="root">
<issue index="1" name="Fruit" type="discrete" etype="discrete" vtype="discrete">
<item index="1" value="Pear" cost="0" description="Pear"></item><item index="2" value="Plum"></item></issue>
<issue index="2" name="Crates" vtype="discrete"><item index="1" value="1"/><item index="2" value="2"/><item index="3" value="3"/></issue>
</objective></utility_space></negotiation_template>`

// fruitProfile gives Pear 2, Plum 8 with weight 0.5 and crates 0, 5, 10 with
// weight 0.5; what surrounds and follows the issues is given.
func fruitProfile(end string) string {
	return `<utility_space><objective index="0" name="root">
<issue index="1" name="Fruit" type="discrete"><item index="1" value="Pear" evaluation="2"/><item index="2" value="Plum" evaluation="8"/></issue>
<issue index="2" name="Crates" type="discrete"><item value="1" evaluation="0"/><item value="2" evaluation="5"/><item value="3" evaluation="10"/></issue>
<weight index="1" value="0.5"/><weight index="2" value="0.5"/></objective>` + end + `</utility_space>`
}

// genius imports a domain and profiles that must be readable.
func genius(t *testing.T, domain string, profiles ...string) (*detente.Case, []exchange.Note) {
	t.Helper()
	var files []exchange.File
	for i, p := range profiles {
		files = append(files, file(fmt.Sprintf("side%c.xml", 'a'+i), p))
	}
	c, notes, err := exchange.Genius(file("domain.xml", domain), files, exchange.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if found := c.Check(); detente.HasErrors(found) {
		t.Fatalf("Check() = %v", found)
	}
	return c, notes
}

// worths returns the utility of every outcome for the first party, in file order,
// the last issue fastest.
func worths(t *testing.T, c *detente.Case) (list []float64) {
	t.Helper()
	v := valuations(t, c)[0]
	outcomes(c, func(o detente.Outcome) { list = append(list, v.Utility(o)) })
	return list
}

func wantWorths(t *testing.T, c *detente.Case, want ...float64) {
	t.Helper()
	got := worths(t, c)
	if !slices.EqualFunc(got, want, func(a, b float64) bool { return math.Abs(a-b) < 1e-12 }) {
		t.Errorf("utilities = %v, want %v", got, want)
	}
}

func wantNote(t *testing.T, notes []exchange.Note, code, part string) {
	t.Helper()
	if !slices.ContainsFunc(notes, func(n exchange.Note) bool { return n.Code == code && strings.Contains(n.Text, part) }) {
		t.Errorf("no %s note says %q; notes: %v", code, part, notes)
	}
}

// By hand: 0.5 x 2/8 = 0.125 and 0.5 for the fruit, 0, 0.25, 0.5 for the crates.
var fruitWorths = []float64{0.125, 0.375, 0.625, 0.5, 0.75, 1}

func TestRule(t *testing.T) {
	c, _ := genius(t, fruit, fruitProfile(""))
	wantWorths(t, c, fruitWorths...)
	if c.Parties[0].Wants.AtMost != nil {
		t.Errorf("at_most = %v although the total reaches 1 exactly", c.Parties[0].Wants.AtMost)
	}
}

func TestIndexStartsAtTwo(t *testing.T) {
	shift := strings.NewReplacer(`<issue index="1"`, `<issue index="2"`, `<issue index="2"`, `<issue index="3"`, `<weight index="1"`, `<weight index="2"`, `<weight index="2"`, `<weight index="3"`)
	c, _ := genius(t, shift.Replace(fruit), shift.Replace(fruitProfile("")))
	wantWorths(t, c, fruitWorths...)
}

func TestRootWeight(t *testing.T) {
	c, notes := genius(t, fruit, fruitProfile(`<weight index="0" value="1"/>`))
	wantWorths(t, c, fruitWorths...)
	wantNote(t, notes, "left-out", "the weight with index 0")
}

func TestNoObjective(t *testing.T) {
	bare := strings.NewReplacer(`<objective index="0" etype="objective" type="objective" description="" name="root">`, "", `<objective index="0" name="root">`, "", "</objective>", "")
	c, _ := genius(t, bare.Replace(fruit), bare.Replace(fruitProfile("")))
	wantWorths(t, c, fruitWorths...)
}

// GENIUS adds up issues of nested objectives with their own weights and ignores
// the weight of the objective.
func TestNestedObjective(t *testing.T) {
	nest := strings.NewReplacer(`<issue index="2"`, `<objective index="9" name="inner"><issue index="2"`, `</objective>`, `</objective></objective>`)
	profile := strings.Replace(nest.Replace(fruitProfile("")), `<weight index="1" value="0.5"/>`, "", 1)
	profile = strings.Replace(profile, `<objective index="9"`, `<weight index="1" value="0.5"/><weight index="9" value="0.5"/><objective index="9"`, 1)
	c, notes := genius(t, nest.Replace(fruit), profile)
	wantWorths(t, c, fruitWorths...)
	wantNote(t, notes, "left-out", "index 9")
}

func TestMissingReservationAndDiscount(t *testing.T) {
	c, notes := genius(t, fruit, fruitProfile(""), fruitProfile(`<reservation value="0.25"/><discount_factor value="0.75"></discount_factor>`))
	if got := c.Parties[0].NoAgreement.Mid; got != 0 || c.Parties[0].CostOfDelay != nil {
		t.Errorf("no_agreement = %v, cost_of_delay = %v, want 0 and none", got, c.Parties[0].CostOfDelay)
	}
	wantNote(t, notes, "missing", "no reservation value; it is 0")
	if r, d := c.Parties[1].NoAgreement.Mid, c.Parties[1].CostOfDelay.Mid; r != 0.25 || d != 25 {
		t.Errorf("no_agreement = %v, cost_of_delay = %v, want 0.25 and 25", r, d)
	}
}

func TestDiscountOfOneOrNone(t *testing.T) {
	for _, d := range []string{"1.0", "1.00", "0", "-0.5", "2"} {
		c, notes := genius(t, fruit, fruitProfile(`<discount_factor value="`+d+`"/>`))
		if c.Parties[0].CostOfDelay != nil {
			t.Errorf("discount %s: cost_of_delay = %v, want none", d, c.Parties[0].CostOfDelay)
		}
		if !strings.HasPrefix(d, "1") {
			wantNote(t, notes, "interpreted", "GENIUS takes it for 1")
		}
	}
}

// The last evaluation counts, for the maximum too: 4 and 8, not 80.
func TestRepeatedValue(t *testing.T) {
	profile := strings.Replace(fruitProfile(""), `<item index="1" value="Pear" evaluation="2"/>`, `<item value="Pear" evaluation="80"/><item value="Pear" evaluation="4"/>`, 1)
	domain := strings.Replace(fruit, `<item index="2" value="Plum">`, `<item index="3" value="Pear"/><item index="2" value="Plum">`, 1)
	c, notes := genius(t, domain, profile)
	wantWorths(t, c, 0.25, 0.5, 0.75, 0.5, 0.75, 1)
	wantNote(t, notes, "interpreted", `value "Pear" of issue "Fruit" has two evaluations; the last one, 4, counts`)
	wantNote(t, notes, "left-out", `value "Pear" of issue "Fruit" stands there twice`)
}

func TestWeightsAsWritten(t *testing.T) {
	over := strings.Replace(fruitProfile(""), `<weight index="1" value="0.5"/>`, `<weight index="1" value="0.75"/>`, 1)
	c, notes := genius(t, fruit, over)
	// 0.75 x 2/8 = 0.1875; 0.75 + 0.5 = 1.25 is cut off at 1.
	wantWorths(t, c, 0.1875, 0.4375, 0.6875, 0.75, 1, 1)
	if most := c.Parties[0].Wants.AtMost; most == nil || most.Mid != 1 {
		t.Errorf("at_most = %v, want 1", most)
	}
	wantNote(t, notes, "interpreted", "the weights add up to 1.25")
	wantNote(t, notes, "interpreted", "as much as 1.25 and are cut off at 1")

	under := strings.Replace(fruitProfile(""), `<weight index="1" value="0.5"/>`, `<weight index="1" value="0.25"/>`, 1)
	c, _ = genius(t, fruit, under)
	wantWorths(t, c, 0.0625, 0.3125, 0.5625, 0.25, 0.5, 0.75)
}

// A total of 1.0000000000000002 is the rounding of decimal weights, not a cap.
func TestWeightsOfRoundingNoise(t *testing.T) {
	noise := strings.Replace(fruitProfile(""), `<weight index="1" value="0.5"/>`, `<weight index="1" value="0.5000000000000002"/>`, 1)
	c, _ := genius(t, fruit, noise)
	if c.Parties[0].Wants.AtMost != nil {
		t.Errorf("at_most = %v, want none", c.Parties[0].Wants.AtMost)
	}
}

// Slope and offset count from the lower bound, and the result stays in 0 to 1:
// with slope 0.25 and offset -0.5 over 10 to 18 it is 0, 0, 0, 0.25, ..., 1, 1, 1.
func TestIntegerIssue(t *testing.T) {
	domain := `<utility_space><issue index="1" name="Price" type="integer" lowerbound="10" upperbound="18"/></utility_space>`
	profile := func(slope, offset string) string {
		return `<utility_space><issue index="1" name="Price" type="integer" etype="integer" lowerbound="10" upperbound="18">
<evaluator ftype="linear" slope="` + slope + `" offset="` + offset + `"/></issue><weight index="1" value="0.5"/></utility_space>`
	}
	c, _ := genius(t, domain, profile("0.25", "-0.5"))
	wantWorths(t, c, 0, 0, 0, 0.125, 0.25, 0.375, 0.5, 0.5, 0.5)
	c, _ = genius(t, domain, profile("-0.3", "1.1")) // 1 (cut off), 0.8, 0.5, 0.2, 0 (cut off)
	wantWorths(t, c, 0.5, 0.4, 0.25, 0.1, 0, 0, 0, 0, 0)
	c, _ = genius(t, domain, profile("0", "0.5"))
	wantWorths(t, c, 0.25, 0.25, 0.25, 0.25, 0.25, 0.25, 0.25, 0.25, 0.25)
	if got := c.Issues[0].LevelID(0); got != "10" {
		t.Errorf("first number = %s, want 10", got)
	}
}

// A real issue counts from 0: with slope 0.1 over 0 to 20 it is worth 0.5 at 5, 1
// from 10 on.
func TestRealIssue(t *testing.T) {
	domain := `<utility_space><issue index="1" name="Share" type="real"><range lowerbound="0" upperbound="20"/></issue></utility_space>`
	profile := func(evaluator string) string {
		return `<utility_space><issue index="1" name="Share" type="real"><range lowerbound="0" upperbound="20"/>` + evaluator + `</issue><weight index="1" value="1"/></utility_space>`
	}
	tests := []struct {
		evaluator string
		at, want  []float64
	}{
		{`<evaluator ftype="linear" parameter0="0" parameter1="0.1"/>`, []float64{0, 5, 10, 20}, []float64{0, 0.5, 1, 1}},
		{`<evaluator ftype="constant" parameter0="0.4"/>`, []float64{0, 20}, []float64{0.4, 0.4}},
		{`<evaluator ftype="triangular" parameter0="2" parameter1="12" parameter2="4"/>`, []float64{0, 2, 3, 4, 8, 12, 20}, []float64{0, 0, 0.5, 1, 0.5, 0, 0}},
	}
	for _, test := range tests {
		c, _ := genius(t, domain, profile(test.evaluator))
		v := valuations(t, c)[0]
		for i, x := range test.at {
			level, _ := c.Issues[0].LevelAt(x)
			if got := v.Utility(detente.Outcome{level}); math.Abs(got-test.want[i]) > 1e-9 {
				t.Errorf("%s: utility at %v = %v, want %v", test.evaluator, x, got, test.want[i])
			}
		}
	}
}

func TestReservationAboveEverything(t *testing.T) {
	c, notes := genius(t, fruit, fruitProfile(`<reservation value="1.5"/>`), fruitProfile(`<reservation value="0.9"/>`))
	if got := c.Parties[0].NoAgreement.Mid; got != 1.5 {
		t.Errorf("no_agreement = %v, want 1.5", got)
	}
	wantNote(t, notes, "interpreted", "no deal can satisfy this party")
}

func TestParetoFileIsNoXML(t *testing.T) {
	_, _, err := exchange.Genius(file("domain.xml", fruit), []exchange.File{file("pareto.xml", "0.6061, 1.0\n1.0, 0.7698\n")}, exchange.Options{})
	if err == nil || !strings.Contains(err.Error(), "pareto.xml:1: this is no XML") {
		t.Errorf("Genius(pareto.xml) = %v, want an error that names the file and says that it is no XML", err)
	}
}

func TestNonlinearIsRefused(t *testing.T) {
	for _, space := range []string{
		`<utility_space type="nonlinear"><objective index="0" name="root"/></utility_space>`,
		`<utility_space type="constraint"><objective index="0" name="root"/></utility_space>`,
		"<utility_space>\n<objective index=\"0\">\n<utility maxutility=\"9\"><ufun><hyperRectangle utility=\"9\"/></ufun></utility></objective></utility_space>",
	} {
		_, _, err := exchange.Genius(file("domain.xml", fruit), []exchange.File{file("p.xml", space)}, exchange.Options{})
		if err == nil || !strings.Contains(err.Error(), "it would take a link for each rectangle") {
			t.Errorf("Genius(%q) = %v, want a refusal that says what it would take", space, err)
		}
	}
}

func TestStrangeNames(t *testing.T) {
	domain := `<utility_space><issue index="1" name="Price($)"><item value="$4.37"/><item value="$4,370"/><item value="&lt;5"/><item value="&gt;5 "/><item value="yes"/><item value=""/><item value="-5"/><item value="4.37"/></issue></utility_space>`
	profile := `<utility_space><issue index="1" name="Price($)"><item value="$4.37" evaluation="1"/><item value="$4,370" evaluation="2"/><item value="&lt;5" evaluation="3"/><item value="&gt;5" evaluation="4"/><item value="yes" evaluation="5"/><item value="" evaluation="6"/><item value="-5" evaluation="7"/><item value="4.37" evaluation="8"/></issue><weight index="1" value="1"/></utility_space>`
	c, notes := genius(t, domain, profile)
	wantWorths(t, c, 0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 0.875, 1)
	wantNote(t, notes, "interpreted", `value ">5 " of issue "Price($)" is written ">5" here`)
	wantNote(t, notes, "renamed", `"Price($)" → price`)
	wantNote(t, notes, "renamed", `"$4.37" → v4-37, "$4,370" → v4370, "<5" → under-5, ">5 " → over-5, "yes" → option-yes, "" → option-6, "-5" → minus-5, "4.37" → v4-37-2`)
	if c.Issues[0].Name != "Price($)" || c.Issues[0].Options[0].Name != "$4.37" {
		t.Errorf("names = %q, %q: the original is lost", c.Issues[0].Name, c.Issues[0].Options[0].Name)
	}
}

// A domain has many profiles; a session names those at the table, in its order.
func TestManyProfiles(t *testing.T) {
	var files []exchange.File
	for i := range 25 {
		files = append(files, file(fmt.Sprintf("profiles/Party %d.xml", 25-i), fruitProfile(fmt.Sprintf(`<reservation value="%d"/>`, i))))
	}
	c, _, err := exchange.Genius(file("domain.xml", fruit), []exchange.File{files[7], files[3], files[7]}, exchange.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for i := range c.Parties {
		got = append(got, fmt.Sprint(c.Parties[i].ID, " ", c.Parties[i].NoAgreement.Mid))
	}
	if want := []string{"party-18 7", "party-22 3", "party-18-2 7"}; !slices.Equal(got, want) {
		t.Errorf("parties = %q, want %q", got, want)
	}
	if c, _, err = exchange.Genius(file("domain.xml", fruit), files, exchange.Options{}); err != nil || len(c.Parties) != 25 {
		t.Errorf("Genius(25 profiles) = %v", err)
	}
	if _, _, err = exchange.Genius(file("domain.xml", fruit), nil, exchange.Options{}); err == nil || !strings.Contains(err.Error(), "name those of the parties at the table") {
		t.Errorf("Genius(no profiles) = %v, want an error that says to name some", err)
	}
}

// An issue with one value leaves nothing to settle, but its worth counts.
func TestSingleValue(t *testing.T) {
	domain := strings.Replace(fruit, `<item index="2" value="Plum"></item>`, "", 1)
	profile := strings.Replace(fruitProfile(""), `<item index="2" value="Plum" evaluation="8"/>`, "", 1)
	c, notes := genius(t, domain, profile)
	wantWorths(t, c, 0.5, 0.75, 1)
	wantNote(t, notes, "interpreted", `issue "Fruit" has one value and is left out; what it is worth is added to every value of "Crates"`)
}

func TestWhatIsMissing(t *testing.T) {
	profile := strings.Replace(fruitProfile(""), `<item index="2" value="Plum" evaluation="8"/>`, `<item value="Plum" evaluation="null"/><item value="Kiwi" evaluation="4"/>`, 1)
	profile = strings.Replace(profile, `<weight index="2" value="0.5"/>`, "", 1)
	c, notes := genius(t, fruit, profile)
	wantWorths(t, c, 0.25, 0.25, 0.25, 0, 0, 0) // the best evaluation is Kiwi's 4
	wantNote(t, notes, "missing", `value "Plum" of issue "Fruit" has no evaluation`)
	wantNote(t, notes, "left-out", `value "Kiwi" of issue "Fruit" is no value of the domain`)
	wantNote(t, notes, "missing", `issue "Crates" has no weight`)
}

// Below 0.00001 GENIUS takes the best evaluation for nothing.
func TestWorthlessIssue(t *testing.T) {
	profile := strings.NewReplacer(`evaluation="2"`, `evaluation="0.000004"`, `evaluation="8"`, `evaluation="0.000009"`).Replace(fruitProfile(""))
	c, _ := genius(t, fruit, profile)
	wantWorths(t, c, 0, 0.25, 0.5, 0, 0.25, 0.5)
}

// NegMAS multiplies as written, and drops the reservation value where there is a
// discount: 0.5 x 2 = 1 and 4, crates 0, 2.5, 5.
func TestAsNegMAS(t *testing.T) {
	read := func(end string) *detente.Case {
		c, _, err := exchange.Genius(file("domain.xml", fruit), []exchange.File{file("p.xml", fruitProfile(end))}, exchange.Options{As: exchange.NegMAS})
		if err != nil {
			t.Fatal(err)
		}
		wantWorths(t, c, 1, 3.5, 6, 4, 6.5, 9)
		return c
	}
	for end, want := range map[string]float64{
		`<reservation value="2"/>`:                               2,
		`<reservation value="2"/><discount_factor value="0.9"/>`: 1, // dropped: the worst outcome
		`<reservation value="2"/><discount_factor value="1"/>`:   2,
		`<reservation value="0.5"/>`:                             1, // the worst outcome is worth more
		``:                                                       1,
	} {
		if got := read(end).Parties[0].NoAgreement.Mid; got != want {
			t.Errorf("no_agreement with %q = %v, want %v", end, got, want)
		}
	}
	if _, _, err := exchange.Genius(file("d.xml", fruit), nil, exchange.Options{As: "negmass"}); err == nil || !strings.Contains(err.Error(), `there is no convention "negmass"`) {
		t.Errorf("Options{As: negmass} = %v, want an error", err)
	}
}
