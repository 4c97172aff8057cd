using System.Text;

namespace Posthorn.Bench.Tests;

public sealed class SullySignatureTests
{
    // The vector of the wire contract, computed by other means.
    private const string Body =
        """{"type":"note_generation.succeeded","data":{"id":"note_test123","status":"completed","payload":"""
        + """{"markdown":"## Test"},"timestamp":{"start":1706123456789,"complete":1706123459123}}}""";

    private const string Header = "t=1733782652,v1=373e543d73b5c1391a573144c1a12df0a6e763f64e009afc8ee06a948c1ba077";

    [Fact]
    public void The_header_is_the_vendors_to_the_byte_SY_R8()
    {
        var secret = Encoding.UTF8.GetBytes("whsec_dGVzdC1zZWNyZXQtMDEyMzQ1Njc4OQ==");
        Span<char> header = stackalloc char[SullySignature.MaxLength];

        var length = SullySignature.Write(header, secret, 1733782652, Encoding.UTF8.GetBytes(Body));

        header[..length].ToString().ShouldBe(Header);
    }

    [Fact]
    public void The_time_is_read_back_from_a_header()
    {
        SullySignature.TryReadTime(Header, out var seconds).ShouldBeTrue();
        seconds.ShouldBe(1733782652);
        SullySignature.TryReadTime("v1=00", out _).ShouldBeFalse();
    }
}
