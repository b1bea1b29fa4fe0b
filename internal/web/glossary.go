package web

import "html/template"

// term is a word of the field and what it means here.
type term struct {
	ID, Name, Means string
	Source          string
}

// glossary explains the words that pages use, in the order of the alphabet.
var glossary = []term{
	{"assumption", "Assumption", "A judgement for which no quote was given. It is listed, so that it can be attacked.", ""},
	{"blocking", "Blocking", "Whoever can keep a decision from being made, alone or together, can block it.", "Shapley and Shubik 1954"},
	{"case", "Case", "One negotiation written down: issues, parties, rules, and the quotes they rest on. It is a text that a person can read and change.", ""},
	{"concern", "Concern", "A kind of statement: what a party fears or complains of.", ""},
	{"consent", "Consent", "A yes that a deal or a change needs by a rule of the case: of a signatory, of somebody who ratifies, of whoever holds what is to change.", "Putnam 1988"},
	{"constraint", "Constraint", "A kind of statement: what narrows a party's room, such as a law, a vote at home, money or time.", ""},
	{"draw", "Draw", "The case with every range set to one number, at random within the range. Many draws show how often an answer stays the same.", "Metropolis and Ulam 1949"},
	{"efficient", "Efficient deal", "A deal that no other beats for everybody at once: to give one side more, another must get less.", "Pareto"},
	{"egalitarian", "Egalitarian deal", "The deal whose smallest gain is largest.", "Kalai 1977"},
	{"evidence", "Evidence", "A quote from a source, byte for byte, that bears on a judgement.", ""},
	{"expectation", "Expectation", "A kind of statement: what a party predicts, promises or could live with.", ""},
	{"gmr", "General metarational (GMR)", "A state that a party would not leave, because the others could answer so that it ends no better.", "Howard 1971"},
	{"goal", "Goal", "A kind of statement: an outcome that a party wants or rejects, red lines included.", ""},
	{"hedged", "Hedged", "The source itself is not sure: it says may, appears, reportedly or the like.", ""},
	{"influence", "Influence", "How much weight a party could throw into a decision, from 0 to 100.", "Bueno de Mesquita 1994"},
	{"issue", "Issue", "One thing to be settled. It has levels, of which an outcome picks one.", ""},
	{"kalai-smorodinsky", "Kalai-Smorodinsky deal", "The deal that gives everybody the same share of the most that each could gain, as large as can be.", "Kalai and Smorodinsky 1975"},
	{"level", "Level", "One of the ways in which an issue can be settled: an option, or a number on its scale.", ""},
	{"leverage", "Leverage", "A kind of statement: what gives a party power over the others.", ""},
	{"nash-deal", "Nash deal", "The deal with the largest product of gains over no deal.", "Nash 1950"},
	{"nash-stable", "Nash stable", "A state that a party cannot better by any move of its own.", "Nash 1951"},
	{"negotiator", "Negotiator, affected", "A negotiator sits at the table; the affected have a stake, and may ratify, block or mediate.", ""},
	{"no-deal", "No deal", "What becomes of the issues if they part, and what that is worth to each: its best alternative.", "Fisher and Ury 1981"},
	{"package", "Package", "An outcome that could be signed: a level for every issue, no rule broken.", "Raiffa 1982"},
	{"party", "Party", "Somebody with a say or a stake: a state, a leader, a body, a group.", ""},
	{"position", "Position", "The place on an issue's scale that a party asks for.", ""},
	{"salience", "Salience", "How much of its influence a party would spend on an issue, from 0 to 100.", "Bueno de Mesquita 1994"},
	{"seed", "Seed", "The number from which everything random is made: the same seed gives the same draws.", ""},
	{"seq", "Sequentially stable (SEQ)", "A state that a party would not leave, because the others have an answer that they would gain by.", "Fraser and Hipel 1979"},
	{"shortlist", "Shortlist", "Up to five efficient deals with every consent and five without, spread over what is possible.", ""},
	{"signatory", "Signatory", "A party whose yes makes a deal, before anybody ratifies.", ""},
	{"strategy", "Strategy", "A kind of statement: what a party does or offers to get what it wants.", ""},
	{"smr", "Symmetric metarational (SMR)", "As GMR, and nothing the party could do after the answer would mend it.", "Howard 1971"},
	{"sseq", "Symmetric sequentially stable (SSEQ)", "As SEQ, and nothing the party could do after the answer would mend it.", "Rêgo and Vieira 2017"},
	{"utilitarian", "Utilitarian deal", "The deal with the largest sum of gains.", "Harsanyi 1955"},
	{"utility", "Utility", "What an outcome is worth to a party: its weights times the values of the levels, from 0 to 100. One party's points are not another's.", "von Neumann and Morgenstern 1944"},
	{"value", "Value", "How good a level is for a party, from 0, the worst, to 100, the best.", ""},
	{"weight", "Weight", "How much the step from an issue's worst level to its best matters to a party, of 100 for all issues.", "von Winterfeldt and Edwards 1986"},
	{"zone", "Zone of possible agreement", "All packages that every signatory finds at least as good as no deal.", "Raiffa 1982"},
}

// glossed returns a term by its identifier, for the part "term".
func glossed(id string) (term, error) {
	for _, t := range glossary {
		if t.ID == id {
			return t, nil
		}
	}
	return term{}, &template.Error{Description: "the glossary has no " + id}
}
