package brief_test

import (
	"slices"
	"strings"
	"testing"

	"detente/brief"
)

// opening names the parties of the sentences below.
const opening = "Norland and Sudmark met in Oslo in June. Norland's foreign minister, Ada Brun, led one side. The Sudmark Farmers' Union looked on.\n\n"

func nameOf(b *brief.Brief, party string) string {
	for _, p := range b.Parties {
		if p.ID == party {
			return p.Name
		}
	}
	return ""
}

// said lists the statements of a brief as "party, kind: quote".
func said(b *brief.Brief) []string {
	var out []string
	for _, s := range b.Statements {
		out = append(out, nameOf(b, s.Party)+", "+string(s.Kind)+": "+s.Text)
	}
	return out
}

// One sentence, one rule. The quote is the smallest clause with its subject; an
// empty list means that nothing is to be taken.
func TestSentences(t *testing.T) {
	for _, c := range []struct {
		sentence string
		want     []string
	}{
		// Verbs, adjectives and nouns that say the kind.
		{"Norland wants the islands back.", []string{"Norland, goal: Norland wants the islands back"}},
		{"Sudmark refuses to give up the mine.", []string{"Sudmark, goal: Sudmark refuses to give up the mine"}},
		{"Norland has offered to pay half of the cost.", []string{"Norland, strategy: Norland has offered to pay half of the cost"}},
		{"Sudmark cannot pay without a vote of its parliament.", []string{"Sudmark, constraint: Sudmark cannot pay without a vote of its parliament"}},
		{"Norland fears a flood of cheap fish.", []string{"Norland, concern: Norland fears a flood of cheap fish"}},
		{"Sudmark controls the only road to the harbour.", []string{"Sudmark, leverage: Sudmark controls the only road to the harbour"}},
		{"Norland expects a deal by March.", []string{"Norland, expectation: Norland expects a deal by March"}},
		{"Norland could live with a shared fleet.", []string{"Norland, expectation: Norland could live with a shared fleet"}},
		{"Norland is adamant that the islands are its own.", []string{"Norland, goal: Norland is adamant that the islands are its own"}},
		{"Sudmark's main demand is a share of the catch.", []string{"Sudmark, goal: Sudmark's main demand is a share of the catch"}},
		{"Sudmark's strongest card is the canal.", []string{"Sudmark, leverage: Sudmark's strongest card is the canal"}},
		{"Norland would rather keep the old treaty.", []string{"Norland, goal: Norland would rather keep the old treaty"}},
		{"Norland has no appetite for another round.", []string{"Norland, goal: Norland has no appetite for another round"}},
		{"Sudmark is short of cash.", []string{"Sudmark, constraint: Sudmark is short of cash"}},
		{"Sudmark is under pressure to end the strike.", []string{"Sudmark, constraint: Sudmark is under pressure to end the strike"}},
		{"Sudmark's hands are tied by its constitution.", []string{"Sudmark, constraint: Sudmark's hands are tied by its constitution"}},
		{"Norland has the only deep harbour.", []string{"Norland, leverage: Norland has the only deep harbour"}},
		{"Norland can wait.", []string{"Norland, leverage: Norland can wait"}},
		{"Norland is in no hurry.", []string{"Norland, leverage: Norland is in no hurry"}},
		{"Without Norland's consent no ship may land.", []string{"Norland, leverage: Without Norland's consent no ship may land"}},
		{"Sudmark threatened to close the border.", []string{"Sudmark, strategy: Sudmark threatened to close the border"}},
		{"Sudmark feels cheated over the last treaty.", []string{"Sudmark, concern: Sudmark feels cheated over the last treaty"}},
		{"Sudmark accuses Norland of poaching.", []string{"Sudmark, concern: Sudmark accuses Norland of poaching"}},
		{"Sudmark does not trust the figures.", []string{"Sudmark, concern: Sudmark does not trust the figures"}},
		{"Norland voiced concern about the stock.", []string{"Norland, concern: Norland voiced concern about the stock"}},
		{"Norland is confident of a signature by May.", []string{"Norland, expectation: Norland is confident of a signature by May"}},
		{"Norland may settle for a third.", []string{"Norland, expectation: Norland may settle for a third"}},
		{"Sudmark does not rule out a longer treaty.", []string{"Sudmark, expectation: Sudmark does not rule out a longer treaty"}},
		{"Norland made aid conditional on a ceasefire.", []string{"Norland, strategy: Norland made aid conditional on a ceasefire"}},
		{"Norland could, in a pinch, accept a third.", []string{"Norland, expectation: Norland could, in a pinch, accept a third"}},
		// Who the subject is.
		{"Brun wants a vote by the summer.", []string{"Ada Brun, goal: Brun wants a vote by the summer"}},
		{"The minister hopes for a vote by the summer.", []string{"Ada Brun, goal: The minister hopes for a vote by the summer"}},
		{"Norland is patient. It wants a vote by the summer.", []string{"Norland, goal: It wants a vote by the summer"}},
		{"The farmers' union rejects the tariff.", []string{"Sudmark Farmers' Union, goal: The farmers' union rejects the tariff"}},
		{"The Sudmark side insists on a cap.", []string{"Sudmark, goal: The Sudmark side insists on a cap"}},
		{"Norland, which fears a flood of cheap fish, met nobody.", []string{"Norland, concern: which fears a flood of cheap fish"}},
		{"Norland and Sudmark oppose the levy.", []string{"Norland, goal: Norland and Sudmark oppose the levy", "Sudmark, goal: Norland and Sudmark oppose the levy"}},
		{"Both sides blame each other.", nil},
		{"Maria Lund, a nurse, hopes for rain.", nil},
		{"Analysts expect a long winter.", nil},
		// Clauses.
		{"Norland wants peace but fears the cost.", []string{"Norland, goal: Norland wants peace", "Norland, concern: fears the cost"}},
		{"Norland wants peace, while Sudmark insists on its mine.", []string{"Norland, goal: Norland wants peace", "Sudmark, goal: Sudmark insists on its mine"}},
		{"Sudmark has threatened to leave, a step the union opposes.", []string{"Sudmark, strategy: Sudmark has threatened to leave"}},
		{"If Sudmark accepts the cap, Norland would drop its claim.", []string{"Norland, expectation: Norland would drop its claim"}},
		// Reports and quotations.
		{"Brun said that Norland would never sell the islands.", []string{"Ada Brun, goal: Brun said that Norland would never sell the islands"}},
		{"“We will not sell the islands,” Brun said.", []string{"Ada Brun, goal: “We will not sell the islands,” Brun said"}},
		{"“We will not go back to the old line,” Brun told a crowd of reporters and farmers outside the hall in Oslo.", []string{"Ada Brun, goal: “We will not go back to the old line,” Brun told"}},
		{"“There will be no talks under fire,” Brun said.", []string{"Ada Brun, goal: “There will be no talks under fire,” Brun said"}},
		{"“We want a date. We cannot wait for ever,” said Brun.", []string{"Ada Brun, goal: “We want a date", "Ada Brun, constraint: We cannot wait for ever,” said Brun"}},
		{"Brun called the offer an insult.", []string{"Ada Brun, concern: Brun called the offer an insult"}},
		{"According to Norland, the quota is unfair.", []string{"Norland, concern: According to Norland, the quota is unfair"}},
		{"Any treaty, Norland insists, must run for ten years.", []string{"Norland, goal: Any treaty, Norland insists, must run for ten years"}},
		{"That could ruin the islands, as Norland has warned.", []string{"Norland, concern: That could ruin the islands, as Norland has warned"}},
		{"In return Norland would open its harbours.", []string{"Norland, strategy: In return Norland would open its harbours"}},
		{"Norland can veto any treaty.", []string{"Norland, leverage: Norland can veto any treaty"}},
		{"Karl Holm, the president of Sudmark, wants peace.", []string{"Karl Holm, goal: Karl Holm, the president of Sudmark, wants peace"}},
		{"Sudmark fishermen fear for their grounds.", []string{"Sudmark fishermen, concern: Sudmark fishermen fear for their grounds"}},
		{"Brun said crews were exhausted.", []string{"Ada Brun, concern: Brun said crews were exhausted"}},
		{"Brun made clear that Norland would walk away.", []string{"Ada Brun, expectation: Brun made clear that Norland would walk away"}},
		{"Brun warned that Norland would set its own quota.", []string{"Ada Brun, strategy: Brun warned that Norland would set its own quota"}},
		// Subjects set apart from their verbs.
		{"Norland's foreign minister, Ada Brun, on Wednesday urged Sudmark to lift its controls.", []string{"Ada Brun, goal: Norland's foreign minister, Ada Brun, on Wednesday urged Sudmark to lift its controls"}},
		{"Under Secretary of Commerce Dana Lewis offered to host a meeting.", []string{"Dana Lewis, strategy: Under Secretary of Commerce Dana Lewis offered to host a meeting"}},
		{"Brun herself doubts the figures.", []string{"Ada Brun, concern: Brun herself doubts the figures"}},
		{"Norland diplomats predict a declaration of principles.", []string{"Norland, expectation: Norland diplomats predict a declaration of principles"}},
		{"The Government of Norland met. The Government rejects the plan.", []string{"Norland, goal: The Government rejects the plan"}},
		{"Under the code Norland must pay by 9 December.", []string{"Norland, constraint: Under the code Norland must pay by 9 December"}},
		{"Water Minister Salim al-Jubouri wants a hotline.", []string{"Salim al-Jubouri, goal: Water Minister Salim al-Jubouri wants a hotline"}},
		// What a sentence puts in front, or adds.
		{"What Norland wants is a joint inspection.", []string{"Norland, goal: What Norland wants is a joint inspection"}},
		{"What troubles Norland is the mood of the public.", []string{"Norland, concern: What troubles Norland is the mood of the public"}},
		{"Norland rejects the rules, arguing that they would breach the treaty.", []string{"Norland, goal: Norland rejects the rules", "Norland, concern: arguing that they would breach the treaty"}},
		{"Norland tabled a plan, which Sudmark has turned down.", []string{"Norland, strategy: Norland tabled a plan", "Sudmark, goal: which Sudmark has turned down"}},
		{"A closed market, Brun has made clear, is out of the question.", []string{"Ada Brun, goal: A closed market, Brun has made clear, is out of the question"}},
		{"Norland wants engineers stationed at the dam.", []string{"Norland, goal: Norland wants engineers stationed at the dam"}},
		// Shares, terms, limits.
		{"Norland handles two thirds of the catch.", []string{"Norland, leverage: Norland handles two thirds of the catch"}},
		{"Norland could hold up the merger for a year.", []string{"Norland, leverage: Norland could hold up the merger for a year"}},
		{"Norland would lend the money, provided both publish their data.", []string{"Norland, strategy: Norland would lend the money, provided both publish their data"}},
		{"Norland's budget was fixed in June.", []string{"Norland, constraint: Norland's budget was fixed in June"}},
		{"Norland insists that Sudmark leave the islands.", []string{"Norland, goal: Norland insists that Sudmark leave the islands"}},
		{"Brun said a signature was close.", []string{"Ada Brun, expectation: Brun said a signature was close"}},
		{"Brun called the plan “a piece of paper”.", []string{"Ada Brun, concern: Brun called the plan “a piece of paper”"}},
		// Nothing said.
		{"This note looks at what each side wants.", nil},
		{"Both leaders want such different things.", nil},
		{"Amina Toure, a mother of four, said she only wanted to sleep.", nil},
		{"Brokers expect a deal.", nil},
		// Lists and questions.
		{"Norland's demands:\n- Ships: no more than ten\n- a seat on the board", []string{"Norland, goal: Ships: no more than ten", "Norland, goal: a seat on the board"}},
		{"The following requests were put forward by Norland:\n(a) the right to land", []string{"Norland, goal: the right to land"}},
		{"Who can stop it?\n\n- **Norland**: owns half of the fleet and the canal.\n- **Sudmark**: fears for its farms.", []string{"Norland, leverage: owns half of the fleet and the canal", "Sudmark, concern: fears for its farms"}},
		{"**What does Norland want?**\n\nThe islands, above all.", []string{"Norland, goal: The islands, above all"}},
		{"Why do they strike?\n\nBecause Norland refuses to pay.", []string{"Norland, goal: Norland refuses to pay"}},
		{"**What does Norland want?**\n\nTwo things. The islands by 2028. A seat on the board.", []string{"Norland, goal: The islands by 2028", "Norland, goal: A seat on the board"}},
		{"The buyer. Norland wants the ships and little else.\n\nThe seller. Sudmark fears for its yards and its men.", []string{"Norland, goal: Norland wants the ships and little else", "Sudmark, concern: Sudmark fears for its yards and its men"}},
	} {
		b, _ := read(t, opening+c.sentence+"\n")
		got := said(b)
		for _, want := range c.want {
			if !slices.Contains(got, want) {
				t.Errorf("%s\ngot  %s\nwant %s", c.sentence, strings.Join(got, "\n     "), want)
			}
		}
		if len(c.want) == 0 && len(got) > 0 {
			t.Errorf("%s\ngot  %s\nwant nothing", c.sentence, strings.Join(got, "\n     "))
		}
	}
}

// The voice of a document that speaks in the first person: a letter, a leaflet,
// an interview.
func TestFirstPerson(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"To our neighbours\n\nWe, the Tenants' League of Ostby, have waited long enough. We want the lifts repaired. Our patience is at an end, and we will not pay for stairs.\n\nThe Tenants' League of Ostby\n",
			"Tenants' League of Ostby, goal: We want the lifts repaired"},
		{"A talk with the mediator\n\nLena Borg has mediated for ten years.\n\nQ: What is your plan?\nA: I want a vote by the summer. I have never failed.\n\nQ: And then?\nA: We shall see.\n",
			"Lena Borg, goal: I want a vote by the summer"},
	} {
		b, _ := read(t, c.text)
		if got := said(b); !slices.Contains(got, c.want) {
			t.Errorf("%s\ngot  %s\nwant %s", c.text, strings.Join(got, "\n     "), c.want)
		}
	}
}
