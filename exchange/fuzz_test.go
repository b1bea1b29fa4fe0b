package exchange_test

import (
	"testing"

	"detente"
	"detente/casefile"
	"detente/exchange"
)

// sound fails where an imported case is not one that methods can work on and a
// case file can hold.
func sound(t *testing.T, c *detente.Case) {
	t.Helper()
	if found := c.Check(); detente.HasErrors(found) {
		t.Fatalf("Check() = %v", found)
	}
	for i := range c.Parties {
		if _, err := c.Valuation(i); err != nil {
			t.Fatal(err)
		}
	}
	text, err := casefile.Print(c)
	if err != nil {
		t.Fatal(err)
	}
	if _, found := casefile.Parse("case.yaml", text, nil); detente.HasErrors(found) {
		t.Fatalf("the case file is refused: %v\n%s", found[0], text)
	}
}

func FuzzGenius(f *testing.F) {
	f.Add([]byte(fruit), []byte(fruitProfile(`<reservation value="0.5"/><discount_factor value="0.75"/>`)), false)
	f.Add([]byte(fruit), []byte(fruitProfile("")), true)
	f.Add([]byte(`<utility_space><issue index="1" name="Price" type="integer" lowerbound="-3" upperbound="9"/></utility_space>`),
		[]byte(`<utility_space><issue index="1" name="Price" type="integer" lowerbound="0" upperbound="9"><evaluator ftype="linear" slope="0.3" offset="-1"/></issue><weight index="1" value="2"/></utility_space>`), false)
	f.Add([]byte(`<utility_space><issue index="1" name="Share" type="real"><range lowerbound="0" upperbound="20"/></issue></utility_space>`),
		[]byte(`<utility_space><issue index="1" type="real"><evaluator ftype="triangular" parameter0="2" parameter1="12" parameter2="4"/></issue><weight index="1" value="1"/></utility_space>`), false)
	f.Add([]byte("\xff\xfe<\x00a\x00>\x00"), []byte(`<utility_space type="nonlinear"/>`), false)
	f.Fuzz(func(t *testing.T, domain, profile []byte, negmas bool) {
		opt := exchange.Options{}
		if negmas {
			opt.As = exchange.NegMAS
		}
		c, _, err := exchange.Genius(exchange.File{Name: "d.xml", Data: domain}, []exchange.File{{Name: "p.xml", Data: profile}}, opt)
		if err == nil {
			sound(t, c)
		}
	})
}

func FuzzGeniusWeb(f *testing.F) {
	f.Add([]byte(`{"LinearAdditiveUtilitySpace": {"issueUtilities": {"a": {"discreteutils": {"valueUtilities": {"x": 0.5, "y": 1}}}}, "issueWeights": {"a": 1},
"domain": {"name": "d", "issuesValues": {"a": {"values": ["x", "y"]}}}, "reservationBid": {"issuevalues": {"a": "x"}}}}`))
	f.Add([]byte(`{"LinearAdditiveUtilitySpace": {"issueUtilities": {"a": {"numberutils": {"lowValue": 0, "lowUtility": 0, "highValue": 2, "highUtility": 1}}}, "issueWeights": {"a": 1},
"domain": {"issuesValues": {"a": {"range": [0, 2, 0.5]}}}, "reservationBid": {"issuevalues": {"a": 0.25}}}}`))
	f.Fuzz(func(t *testing.T, profile []byte) {
		c, _, err := exchange.GeniusWeb(exchange.File{}, []exchange.File{{Name: "p.json", Data: profile}}, exchange.Options{})
		if err == nil {
			sound(t, c)
		}
	})
}

func FuzzScorable(f *testing.F) {
	f.Add("Ann,ann,p1,greedy,m\nBen,ben,p2,greedy,m\n", "1, 2\n0, 3, 4\n5", "9, 2\n0, 3, 4\n5", "Issue A: The location. There are 2 options:\n- A1: Near. Far.\nB2 \"some damage\": none\n")
	f.Add("A,ann,player\n", "1,2,3\n\n4\r\n", "", "Issue B:\n\xe9")
	f.Fuzz(func(t *testing.T, config, ann, ben, instructions string) {
		c, _, err := exchange.Scorable(folder(map[string]string{"config.txt": config, "ann.txt": ann, "ben.txt": ben, "global_instructions.txt": instructions}))
		if err == nil {
			sound(t, c)
		}
	})
}
