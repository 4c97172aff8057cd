using System.Net;
using Posthorn.Delivery.Endpoints;

namespace Posthorn.Delivery.Tests.Endpoints;

public sealed class EndpointUrlTests
{
    private static readonly string LongLabel = new('a', 64);
    private static readonly string LongName = string.Join('.', Enumerable.Repeat(new string('a', 60), 5));

    [Theory]
    [InlineData("https://hooks.example.com")]
    [InlineData("https://hooks.example.com/")]
    [InlineData("HTTPS://Hooks.Example.COM/path?query=1&b=%20")]
    [InlineData("https://hooks.example.com:443/")]
    [InlineData("https://hooks.example.com:8443/")]
    [InlineData("https://hooks.example.com:/")]
    [InlineData("https://münchen.example/")]
    [InlineData("https://xn--mnchen-3ya.example/")]
    [InlineData("https://a-b.c1.example/")]
    [InlineData("https://hooks.example.com/a@b")]
    [InlineData("https://hooks.example.com/a:22")]
    public void An_ordinary_url_is_accepted(string text) => Codes(text).ShouldBeEmpty();

    [Theory]
    [InlineData("http://hooks.example.com/")]
    [InlineData("ftp://hooks.example.com/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("//127.0.0.1/x")]
    [InlineData("data:text/plain,x")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/hook")]
    [InlineData("hooks.example.com")]
    [InlineData("https:hooks.example.com")]
    [InlineData("https:/hooks.example.com")]
    [InlineData("")]
    [InlineData(null)]
    public void B_E1_any_scheme_but_https_is_refused(string? text) => Codes(text).ShouldBe([EndpointUrlCodes.Scheme]);

    [Theory]
    [InlineData("https://a:b@hooks.example.com/")]
    [InlineData("https://a@hooks.example.com/")]
    [InlineData("https://@hooks.example.com/")]
    [InlineData("https://hooks.example.com@evil.example.com/")]
    [InlineData("https://a@b@hooks.example.com/")]
    public void B_E2_a_user_is_refused(string text) => Codes(text).ShouldBe([EndpointUrlCodes.UserInfo]);

    [Fact]
    public void B_E2_a_user_does_not_hide_the_host()
        => Codes("https://example.com@169.254.169.254").ShouldBe([EndpointUrlCodes.UserInfo, EndpointUrlCodes.IpLiteral]);

    [Theory]
    [InlineData("https://hooks.example.com:22/")]
    [InlineData("https://hooks.example.com:25/")]
    [InlineData("https://hooks.example.com:80/")]
    [InlineData("https://hooks.example.com:6379/")]
    [InlineData("https://hooks.example.com:99999/")]
    [InlineData("https://hooks.example.com:65536/")]
    [InlineData("https://hooks.example.com:4294967739/")]
    [InlineData("https://hooks.example.com:0/")]
    [InlineData("https://hooks.example.com:-1/")]
    [InlineData("https://hooks.example.com:x/")]
    [InlineData("https://hooks.example.com:443x/")]
    public void B_E3_a_port_that_is_not_usual_is_refused(string text) => Codes(text).ShouldBe([EndpointUrlCodes.Port]);

    public static TheoryData<string> BadHosts() => new(
        "https:///", "https://", "https://?x", "https://example/", "https://hooks.example.com./", "https://a_b.example.com/", "https://-a.example.com/",
        "https://a-.example.com/", "https://a..example.com/", "https://.example.com/", "https://xn--a.example.com/", "https://xn--8g7ccp.xn--7g7c.xn--7g7c.xn--8g7c/", "https://xn--.example.com/",
        $"https://{LongLabel}.example.com/", $"https://{LongName}/", "https://a%2eb.example.com/", "https://exa*mple.com/", "https://a,b.example.com/");

    [Theory]
    [MemberData(nameof(BadHosts))]
    public void B_E3_a_host_that_is_no_name_of_the_internet_is_refused(string text) => Codes(text).ShouldBe([EndpointUrlCodes.Host]);

    [Theory]
    [InlineData("https://localhost/")]
    [InlineData("https://LOCALHOST/")]
    [InlineData("https://localhost./")]
    [InlineData("https://app.localhost/")]
    [InlineData("https://metadata.google.internal/")]
    [InlineData("https://metadata.goog/")]
    [InlineData("https://db.corp.internal/")]
    [InlineData("https://api.default.svc.cluster.local/")]
    [InlineData("https://printer.local/")]
    [InlineData("https://intranet/")]
    [InlineData("https://ｌｏｃａｌｈｏｓｔ/")]
    public void A_S8_a_name_of_a_private_network_is_refused(string text) => Codes(text).ShouldBe([EndpointUrlCodes.Host]);

    [Theory]
    [InlineData("https://8.8.8.8/")]
    [InlineData("https://127.0.0.1/")]
    [InlineData("https://127.1/")]
    [InlineData("https://0x7f.1/")]
    [InlineData("https://0x7f000001/")]
    [InlineData("https://2130706433/")]
    [InlineData("https://017700000001/")]
    [InlineData("https://0177.0.0.1/")]
    [InlineData("https://0251.0376.0251.0376/")]
    [InlineData("https://169.254.43518/")]
    [InlineData("https://0/")]
    [InlineData("https://127.0.0.1./")]
    [InlineData("https://256.1.1.1/")]
    [InlineData("https://1.2.3.4.5/")]
    [InlineData("https://①②⑦.⓪.⓪.①/")]
    [InlineData("https://１２７.０.０.１/")]
    [InlineData("https://127。0。0。1/")]
    [InlineData("https://127．0．0．1/")]
    [InlineData("https://١٢٧.0.0.1/")]
    [InlineData("https://[::1]/")]
    [InlineData("https://[::]/")]
    [InlineData("https://[::ffff:127.0.0.1]/")]
    [InlineData("https://[::ffff:7f00:1]/")]
    [InlineData("https://[::127.0.0.1]/")]
    [InlineData("https://[fe80::1%25eth0]/")]
    [InlineData("https://[64:ff9b::a9fe:a9fe]/")]
    [InlineData("https://[2606:4700::1111]/")]
    [InlineData("https://[2606:4700::1111]:443/")]
    [InlineData("https://[v1.x]/")]
    [InlineData("https://[::1/")]
    public void B_E4_A_S1_A_S2_A_S3_A_S4_an_address_in_any_spelling_is_refused(string text) => Codes(text).ShouldBe([EndpointUrlCodes.IpLiteral]);

    [Theory]
    [InlineData("https://hooks.example.com/a b")]
    [InlineData("https://hooks.example.com/\r\nX: y")]
    [InlineData("https://hooks.example.com/\t")]
    [InlineData("https://hooks.example.com/\0")]
    [InlineData("https://hooks.example.com/\u202e")]
    [InlineData("https://hooks.example.com/\u200b")]
    [InlineData("https://hooks.example.com/\u007f")]
    [InlineData("https://hooks.example.com\\@evil.example.com/")]
    [InlineData(" https://hooks.example.com/", EndpointUrlCodes.Scheme)]
    [InlineData("https://hooks.example.com/ ")]
    public void B_E5_characters_that_hide_or_split_are_refused(string text, params string[] more)
        => Codes(text).ShouldBe([EndpointUrlCodes.Characters, .. more]);

    [Theory]
    [InlineData("https://hooks.example.com/#")]
    [InlineData("https://hooks.example.com/x#y")]
    public void B_E3_a_fragment_is_refused(string text) => Codes(text).ShouldBe([EndpointUrlCodes.Fragment]);

    [Fact]
    public void A_url_is_at_most_2048_characters_long()
    {
        var start = "https://hooks.example.com/";
        Codes(start + new string('a', 2048 - start.Length)).ShouldBeEmpty();
        Codes(start + new string('a', 2049 - start.Length)).ShouldBe([EndpointUrlCodes.Length]);
    }

    [Fact]
    public void All_that_is_wrong_is_said_at_once()
        => Codes("http://a:b@127.0.0.1:22/ #x").ShouldBe(
        [
            EndpointUrlCodes.Characters, EndpointUrlCodes.Fragment, EndpointUrlCodes.Scheme, EndpointUrlCodes.UserInfo, EndpointUrlCodes.Port,
            EndpointUrlCodes.IpLiteral,
        ]);

    [Theory]
    [InlineData("http://127.0.0.1:5000/")]
    [InlineData("https://127.0.0.1/")]
    [InlineData("http://localhost:5000/")]
    [InlineData("http://hooks.example.com/")]
    [InlineData("http://receiver:8080/hook")]
    [InlineData("https://hooks.corp.internal:9443/")]
    [InlineData("http://[::ffff:127.0.0.1]:5000/")]
    [InlineData("https://hooks.example.com/")]
    public void A_S16_with_an_allowed_range_what_may_lie_inside_is_accepted(string text) => Codes(text, "127.0.0.0/8").ShouldBeEmpty();

    [Theory]
    [InlineData("http://10.0.0.1/", EndpointUrlCodes.IpLiteral)]
    [InlineData("https://8.8.8.8/", EndpointUrlCodes.IpLiteral)]
    [InlineData("http://１２７.0.0.1/", EndpointUrlCodes.IpLiteral)]
    [InlineData("https://metadata.google.internal/", EndpointUrlCodes.Host)]
    [InlineData("https://localhost./", EndpointUrlCodes.Host)]
    [InlineData("ftp://127.0.0.1/", EndpointUrlCodes.Scheme)]
    [InlineData("http://localhost:0/", EndpointUrlCodes.Port)]
    public void A_S16_with_an_allowed_range_the_rest_is_still_refused(string text, string code) => Codes(text, "127.0.0.0/8").ShouldBe([code]);

    [Theory]
    [InlineData("http://169.254.169.254/")]
    [InlineData("http://[::ffff:a9fe:a9fe]/")]
    [InlineData("http://[64:ff9b::a9fe:a9fe]/")]
    [InlineData("http://[fd00:ec2::254]/")]
    [InlineData("http://168.63.129.16/")]
    [InlineData("http://100.100.100.200/")]
    public void A_S16_metadata_is_refused_whatever_is_allowed(string text) => Codes(text, "0.0.0.0/0", "::/0").ShouldBe([EndpointUrlCodes.IpLiteral]);

    [Fact]
    public void A_problem_says_where_it_is_and_what_to_do_and_quotes_nothing()
    {
        List<InputProblem> problems = [];

        EndpointUrl.Read("http://user:hunter2@10.0.0.1:22/secret path?token=t0p#frag", [], "/url", problems).ShouldBeNull();

        problems.ShouldAllBe(problem => problem.Pointer == "/url" && problem.Message.Length > 20);
        string.Concat(problems.Select(problem => problem.Message)).ShouldSatisfyAllConditions(
            text => text.ShouldNotContain("hunter2"), text => text.ShouldNotContain("secret"), text => text.ShouldNotContain("t0p"));
    }

    [Fact]
    public void A_url_prints_as_its_origin()
        => EndpointUrl.Read("https://hooks.example.com:8443/services/T0KEN?key=secret", [], "/url", [])!.ToString()
            .ShouldBe("https://hooks.example.com:8443/***");

    private static IEnumerable<string> Codes(string? text, params string[] allowed)
    {
        List<InputProblem> problems = [];
        var url = EndpointUrl.Read(text, [.. allowed.Select(range => IPNetwork.Parse(range))], "/url", problems);
        (url is null).ShouldBe(problems.Count > 0);
        return problems.Select(problem => problem.Code);
    }
}
