using Posthorn.Delivery.Sending;
using Posthorn.Testing.Certificates;

namespace Posthorn.Delivery.Tests.Sending;

public sealed class EgressAuthoritiesTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void A_bundle_of_several_is_read_whole()
    {
        using var one = TestAuthority.Create("one");
        using var two = TestAuthority.Create("two");
        File.WriteAllText(_file, $"# the hospital's\n{one.Pem}\n\n{two.Pem}\n");

        EgressAuthorities.TryLoad(_file, out var authorities, out var problem).ShouldBeTrue();

        problem.ShouldBeNull();
        authorities!.Select(authority => authority.Thumbprint).ShouldBe([one.Certificate.Thumbprint, two.Certificate.Thumbprint], ignoreOrder: true);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not a certificate")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----")]
    public void A_file_that_cannot_serve_is_refused_by_the_name_of_the_setting(string text)
    {
        File.WriteAllText(_file, text);

        EgressAuthorities.TryLoad(_file, out _, out var problem).ShouldBeFalse();

        problem.ShouldStartWith("--egress-ca: ");
    }

    [Theory]
    [InlineData("/nowhere/ca.pem")]
    [InlineData("")]
    [InlineData("/")]
    public void A_file_that_is_not_there_is_refused_by_the_name_of_the_setting(string file)
    {
        EgressAuthorities.TryLoad(file, out var authorities, out var problem).ShouldBeFalse();

        authorities.ShouldBeNull();
        problem.ShouldStartWith("--egress-ca: ");
    }
}
