using System.Text;
using Posthorn.Bench.Loading;

namespace Posthorn.Bench.Tests;

public sealed class HttpAnswerTests
{
    [Theory]
    [InlineData("HTTP/1.1 202 Accepted\r\nContent-Length: 2\r\nDate: now\r\n\r\n{}", 202)]
    [InlineData("HTTP/1.1 202 Accepted\r\nDate: now\r\ncontent-length:0\r\n\r\n", 202)]
    [InlineData("HTTP/1.1 204 No Content\r\n\r\n", 204)]
    [InlineData("HTTP/1.1 202 Accepted\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n", 202)]
    [InlineData("HTTP/1.1 503 Service Unavailable\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 503)]
    public void An_answer_is_complete_with_its_last_byte_and_not_before(string text, int status)
    {
        var bytes = Encoding.ASCII.GetBytes(text);

        for (var length = 0; length < bytes.Length; length++)
        {
            HttpAnswer.IsComplete(bytes.AsSpan(0, length), out _).ShouldBeFalse($"after {length} bytes");
        }

        HttpAnswer.IsComplete(bytes, out var read).ShouldBeTrue();
        read.ShouldBe(status);
    }
}
