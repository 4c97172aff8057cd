using Posthorn.EndToEnd.Tests.HouseRules;
using Posthorn.Protocol.Profiles;
using Posthorn.Testing.Checking.Catalogue;

namespace Posthorn.EndToEnd.Tests.Checked;

/// <summary>What the catalogue says of itself, and what the document says of it.</summary>
public sealed class CatalogueTests
{
    private static IEnumerable<(Check Check, Contract Contract)> All => Profile.All.SelectMany(CheckCatalogue.Of);

    [Fact]
    public void Every_check_has_an_id_of_its_own_within_its_profile() => Profile.All
        .ShouldAllBe(static profile => CheckCatalogue.Of(profile).DistinctBy(static row => row.Check.Id).Count() == CheckCatalogue.Of(profile).Count);

    [Fact]
    public void The_document_lists_every_check()
    {
        var text = Repository.Markdown.Single(static file => file.IsUnder("docs/check.md")).Text;

        All.Select(static row => row.Check.Id).Where(static id => !id.StartsWith("event-", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal)
            .Where(id => !text.Contains($"`{id}`", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_check_says_why_and_how_in_whole_sentences() => All
        .SelectMany(static row => new[] { row.Check.Why, row.Check.Fix, row.Contract.Sentence })
        .ShouldAllBe(static sentence => sentence.EndsWith('.'));

    [Fact]
    public void What_is_ours_is_not_taken_for_a_vendor_s() => All
        .ShouldAllBe(static row => row.Contract.Source == "docs/check.md#what-no-vendor-says" || row.Contract.Source.StartsWith("https://", StringComparison.Ordinal));
}
