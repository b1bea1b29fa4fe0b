package catalog

import (
	"fmt"
	"strconv"
	"strings"
)

// ordinalGames is how many games ordinalTable has.
const ordinalGames = 78

// ordinalPrefix is what the names of the ordinal games start with; a number of
// two digits follows.
const ordinalPrefix = "ordinal-2x2-"

// ordinalTable has a line for each game of two players with two options each
// and strict rankings, one for every set of games that differ only in the order
// of the players or of the options: ranks of A, ranks of B, equilibria by
// concept as in ordinalConcepts ("-" for none), and the name of a symmetric game.
//
// Outcomes are 0, nobody acts; 1, A alone acts; 2, B alone acts; 3, both act.
// Ranks are those of outcomes 0 to 3, and 4 is the best.
//
// Games: Rapoport and Guyer (1966), A taxonomy of 2x2 games, General Systems 11,
// 203-214, enumerated here and numbered in this order, which is not theirs.
// Names in common use: see Bruns (2015), Names for games: locating 2x2 games,
// Games 6(4), 495-520; Leader is also called Battle of the Sexes.
// Equilibria are computed from the definitions, not published.
const ordinalTable = `4321 4321 0 01 01 0 0
4321 4312 0 01 01 0 0
4321 4231 0 012 012 0 0 Concord
4321 4213 0 01 0 0 0
4321 4132 0 02 02 0 0
4321 4123 0 02 0 0 0
4321 3421 0 01 01 0 0
4321 3412 0 01 01 0 0
4321 3241 2 012 012 12 12
4321 3214 0 01 0 0 0
4321 3142 2 02 02 2 2
4321 3124 0 02 0 0 0
4321 2431 2 012 12 12 12
4321 2341 2 012 12 12 12
4321 2314 0 01 01 0 0
4321 2143 2 2 2 2 2
4321 2134 2 2 2 2 2
4321 1432 2 12 12 12 12
4321 1423 2 12 12 12 12
4321 1342 2 12 12 12 12
4321 1324 2 12 12 12 12 Prisoner's Dilemma
4321 1243 2 2 2 2 2
4321 1234 2 2 2 2 2
4312 4321 0 01 01 0 0
4312 4312 0 01 01 0 0
4312 4213 03 013 03 03 03
4312 4132 03 03 03 03 03 Stag Hunt
4312 4123 03 03 03 03 03
4312 3421 0 01 01 0 0
4312 3412 0 01 01 0 0
4312 3241 - 01 01 01 01
4312 3214 03 013 03 03 03
4312 3124 03 03 03 03 03
4312 2431 - 01 1 01 1
4312 2341 - 01 1 01 1
4312 2314 03 013 013 03 03 Chicken
4312 2143 3 3 3 3 3
4312 2134 3 3 3 3 3
4312 1432 - 13 1 13 1
4312 1342 - 13 1 13 1
4312 1243 3 3 3 3 3
4312 1234 3 3 3 3 3
4231 4321 0 0 0 0 0 Harmony
4231 4312 0 0 0 0 0
4231 4213 0 0 0 0 0
4231 4123 0 02 0 0 0
4231 3421 0 0 0 0 0
4231 3412 0 0 0 0 0
4231 3214 0 0 0 0 0
4231 3124 0 02 0 0 0
4231 2431 2 02 2 2 2
4231 2341 2 02 2 2 2
4231 2134 2 2 2 2 2
4231 1432 2 2 2 2 2
4231 1342 2 2 2 2 2
4231 1243 2 2 2 2 2
4231 1234 2 2 2 2 2 Deadlock
4213 4312 0 01 0 0 0
4213 4213 03 013 03 03 03
4213 4123 03 03 03 03 03 Assurance
4213 3421 0 01 0 0 0
4213 3214 03 013 03 03 03 Leader
4213 3124 03 03 03 03 03
4213 2431 - 01 - 01 -
4213 2341 - 01 - 01 -
4213 2134 3 3 3 3 3
4213 1342 - 13 - 13 -
4213 1243 3 3 3 3 3
4132 4312 0 0 0 0 0 Peace
4132 4213 0 0 0 0 0
4132 3421 0 0 0 0 0
4132 3124 0 02 0 0 0
4132 2431 2 02 2 2 2
4132 2134 2 2 2 2 2 Compromise
4132 1342 2 2 2 2 2
4123 4213 03 03 03 03 03 Coordination
4123 3124 03 023 03 03 03 Hero
4123 2431 - 02 - 02 -`

// ordinalConcepts are the columns of equilibria of ordinalTable.
func ordinalConcepts() []string {
	return []string{"Nash", "general metarational (GMR)", "symmetric metarational (SMR)", "sequential (SEQ)", "symmetric sequential (SSEQ)"}
}

// openOrdinal returns the case text of a game by its name, "ordinal-2x2-01" to
// "ordinal-2x2-78", and whether there is such a game.
func openOrdinal(name string) ([]byte, bool) {
	n, err := strconv.Atoi(strings.TrimPrefix(name, ordinalPrefix))
	if err != nil || n < 1 || n > ordinalGames || name != ordinalName(n) {
		return nil, false
	}
	line := strings.Split(ordinalTable, "\n")[n-1]
	return []byte(ordinalText(n, strings.SplitN(line, " ", 8))), true
}

func ordinalName(n int) string { return fmt.Sprintf("%s%02d", ordinalPrefix, n) }

// ordinalText writes the case file of a game from the columns of its line.
func ordinalText(n int, columns []string) string {
	var b strings.Builder
	first, second := columns[0], columns[1]
	fmt.Fprintf(&b, "detente: 1\ntitle: Ordinal 2x2 game %02d of %d", n, ordinalGames)
	if len(columns) == 8 {
		b.WriteString(", " + columns[7])
	}
	b.WriteString(`
note: Each of two players acts or does not, and ranks the four outcomes without ties.

# Rapoport and Guyer (1966), A taxonomy of 2x2 games, General Systems 11, 203-214: there are 78 such games where the order
# of players and of options does not matter. The number of the game is of this catalog, not theirs.
# Twelve games are symmetric and have a name in common use: Bruns (2015), Names for games: locating 2x2 games, Games 6(4),
# 495-520.
#
# Ranks for A and B, 4 is the best:
#
`)
	b.WriteString("#                    B does not act   B acts\n")
	fmt.Fprintf(&b, "#   A does not act   %c, %c             %c, %c\n", first[0], second[0], first[2], second[2])
	fmt.Fprintf(&b, "#   A acts           %c, %c             %c, %c\n", first[1], second[1], first[3], second[3])
	b.WriteString(`#
# Equilibria, computed and not published. Definitions: Fang, Hipel and Kilgour (1993), Interactive Decision Making: The
# Graph Model for Conflict Resolution; of SSEQ: Rego and Vieira (2017), Group Decision and Negotiation.
#
`)
	for k, concept := range ordinalConcepts() {
		fmt.Fprintf(&b, "#   %-28s   %s\n", concept, ordinalOutcomes(columns[2+k]))
	}
	b.WriteString("\nissues:\n  a-acts: {name: A acts, by: a}\n  b-acts: {name: B acts, by: b}\nparties:\n")
	b.WriteString("  a:\n    name: Player A\n" + ordinalRanking(first))
	b.WriteString("  b:\n    name: Player B\n" + ordinalRanking(second))
	return b.String()
}

// ordinalOutcomes puts a column of equilibria in words.
func ordinalOutcomes(column string) string {
	var words []string
	for _, outcome := range column {
		switch outcome {
		case '0':
			words = append(words, "nobody acts")
		case '1':
			words = append(words, "A alone acts")
		case '2':
			words = append(words, "B alone acts")
		case '3':
			words = append(words, "both act")
		default:
			return "none"
		}
	}
	return strings.Join(words, "; ")
}

// ordinalRanking writes the ranking of a player from its ranks of outcomes 0 to 3.
func ordinalRanking(ranks string) string {
	outcomes := [4]string{"not a-acts and not b-acts", "a-acts and not b-acts", "not a-acts and b-acts", "a-acts and b-acts"}
	var b strings.Builder
	b.WriteString("    ranking:                                   # best first\n")
	for rank := '4'; rank >= '1'; rank-- {
		b.WriteString("      - " + outcomes[strings.IndexRune(ranks, rank)] + "\n")
	}
	return b.String()
}
