using Posthorn.EndToEnd.Tests.HouseRules;

namespace Posthorn.EndToEnd.Tests.Partners;

public sealed class SampleSizeTests
{
    [Theory]
    [InlineData("samples/Suki.Partner/")]
    [InlineData("samples/Sully.Partner/")]
    public void A_partner_s_whole_application_takes_less_than_60_lines(string sample)
        => Repository.CSharp.Where(file => file.IsUnder(sample)).Sum(static file => file.Text.AsSpan().Count('\n')).ShouldBeInRange(20, 59);
}
