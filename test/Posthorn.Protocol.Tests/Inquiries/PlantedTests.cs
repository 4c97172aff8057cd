using System.Text;
using Posthorn.Protocol.Inquiries;
using Posthorn.Protocol.Signing;

namespace Posthorn.Protocol.Tests.Inquiries;

/// <summary>Every cause that can be found is planted here, and found.</summary>
public sealed class PlantedTests
{
    internal static readonly List<Plant> Plants = [.. PlantedSecrets.All, .. PlantedTexts.All, .. PlantedHeaders.All, .. PlantedBodies.All];

    public static TheoryData<int, string> All
    {
        get
        {
            var all = new TheoryData<int, string>();
            foreach (var (index, plant) in Plants.Index())
            {
                all.Add(index, $"{string.Join(" and ", plant.Codes)}: {plant.What}");
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_cause_that_is_planted_is_found_with_its_evidence(int index, string name)
    {
        var plant = Plants[index];

        var findings = plant.Explain();

        foreach (var code in plant.Codes)
        {
            var finding = findings.FirstOrDefault(one => one.Code == code);
            finding.ShouldNotBeNull($"{name}: {string.Join(", ", findings.Select(static one => one.Code))}");
            finding.Message.ShouldMatch("[.?]$");
        }

        findings.Any(static finding => finding.Evidence is not null).ShouldBe(plant.IsProven, name);
        findings.Where(static finding => finding.Evidence is not null).ShouldAllBe(static finding => finding.SecretNumber != null);
        (findings[0].Code == "valid").ShouldBe(plant.Codes[0] is "digest_capitals" or "secret_other", name);
    }

    [Fact]
    public void Every_code_that_has_advice_is_planted_and_every_planted_code_has_advice() =>
        InquiryAdvice.All.Keys.Order().ShouldBe(
            Plants.SelectMany(static plant => plant.Explain().Select(static finding => finding.Code)).Where(static code => code != "valid")
                .Append("search_cut_short").Distinct().Order());

    [Fact]
    public void No_finding_holds_a_secret_a_header_or_a_body()
    {
        foreach (var plant in Plants)
        {
            string[] hidden = [.. plant.Secrets, .. plant.Headers.Select(static header => header.Value), Encoding.UTF8.GetString(plant.Received)];
            var told = string.Join('\n', plant.Explain().Select(static finding => $"{finding} {finding.Advice}"));

            hidden.Where(static text => text.Length > 6).ShouldAllBe(text => !told.Contains(text, StringComparison.Ordinal), plant.What);
        }
    }

    [Fact]
    public void A_large_body_is_not_searched_for_ever()
    {
        var plant = PlantedHeaders.All.Single(static plant => plant.What == "nothing that can be found") with { Received = new byte[4 * 1024 * 1024] };

        plant.Explain().Select(static finding => finding.Code).ShouldBe(["mismatch", "unexplained", "search_cut_short"]);
    }

    [Fact]
    public void Whatever_comes_is_explained_and_throws_nothing()
    {
        var dice = new Random(7);
        const string characters = "0123456789abcdefABCDEF+/-_=,;:.%\"' \t\r\nvtshaé";
        for (var round = 0; round < 300; round++)
        {
            var plant = Plants[dice.Next(Plants.Count)];
            var scheme = SigningScheme.All[dice.Next(SigningScheme.All.Count)];
            var headers = plant.Headers.Select(header => KeyValuePair.Create(
                dice.Next(2) == 0 ? header.Key : scheme.HeaderNames[dice.Next(scheme.HeaderNames.Count)],
                dice.Next(3) == 0 ? header.Value : new string(dice.GetItems<char>(characters, dice.Next(80))))).ToList();
            var body = dice.Next(2) == 0 ? plant.Received : Encoding.UTF8.GetBytes(new string(dice.GetItems<char>(characters + "{}[]\\\"", dice.Next(60))));

            (plant with { Scheme = scheme, Headers = headers, Received = body }).Explain().ShouldNotBeEmpty();
        }
    }

    [Theory]
    [InlineData("1", "1")]
    [InlineData("1.0", "1")]
    [InlineData("-0.5", "-0.5")]
    [InlineData("1e3", "1000")]
    [InlineData("123456.789", "123456.789")]
    [InlineData("1e20", "100000000000000000000")]
    [InlineData("1e21", "1e+21")]
    [InlineData("1.5e300", "1.5e+300")]
    [InlineData("0.000001", "0.000001")]
    [InlineData("1.25e-7", "1.25e-7")]
    [InlineData("12345678901234567890", "12345678901234567000")]
    [InlineData("0", "0")]
    public void Numbers_are_written_as_JavaScript_writes_them(string number, string written) =>
        JavaScriptNumber.Of(double.Parse(number, System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(written);
}
