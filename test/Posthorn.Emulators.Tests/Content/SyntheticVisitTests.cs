using Posthorn.Emulators.Content;

namespace Posthorn.Emulators.Tests.Content;

public sealed class SyntheticVisitTests
{
    [Fact]
    public void Every_visit_is_as_long_as_a_real_one_and_says_what_it_is()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var visit = SyntheticVisit.Draw(new Random(seed));

            visit.Sections.Count.ShouldBeInRange(5, 8);
            visit.Turns.Count.ShouldBeGreaterThanOrEqualTo(40);
            visit.Diagnoses.Count.ShouldBeInRange(1, 2);
            visit.Orders.ShouldNotBeEmpty();
            visit.Sections.ShouldAllBe(static section => section.Text.StartsWith("[synthetic] "));
            visit.Turns.ShouldAllBe(static turn => turn.Text.StartsWith("[synthetic] ") && turn.Start < turn.End);
            visit.Turns[^1].End.ShouldBeGreaterThan(TimeSpan.FromMinutes(1));
        }
    }
}
