package casefile

import (
	"fmt"
	"os"
	"testing"
)

func TestSmoke(t *testing.T) {
	for _, p := range []string{"../examples/alaska-2025/case.yaml", "../../shared/design/cases/alaska.yaml", "../../shared/design/cases/deu-proposal.yaml", "../../shared/design/cases/elmira.yaml", "../../shared/design/cases/emission-1994.yaml", "../../shared/design/cases/eu-council.yaml", "../../shared/design/cases/harbour.yaml", "../../shared/design/cases/labour.yaml", "../../shared/design/cases/unsc.yaml", os.Getenv("CASE")} {
		if p == "" {
			continue
		}
		f, ds, err := Load(p)
		fmt.Println("=====", p, err)
		if err != nil {
			continue
		}
		for _, d := range ds {
			fmt.Println(Render(d))
		}
		if f.Case != nil {
			fmt.Println(len(f.Case.Issues), len(f.Case.Parties))
		}
	}
}
