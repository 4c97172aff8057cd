using Posthorn.Delivery.Sending;
using Posthorn.Testing.Endpoints;
using static Posthorn.Delivery.Sending.AttemptOutcome;

namespace Posthorn.Delivery.Tests.Sending;

public sealed class RetryAfterTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("120", 120)]
    [InlineData(" 120\t", 120)]
    [InlineData("1", 1)]
    [InlineData("Fri, 20 Nov 2026 12:01:00 GMT", 60)]
    [InlineData("Friday, 20-Nov-26 12:01:00 GMT", 60)]
    [InlineData("Fri Nov 20 12:01:00 2026", 60)]
    public void A_H6_seconds_and_dates_are_waits(string text, int seconds) => RetryAfter.Parse(text, Now).ShouldBe(TimeSpan.FromSeconds(seconds));

    [Theory]
    [InlineData("604801")]
    [InlineData("99999999")]
    [InlineData("99999999999999999999999999999999")]
    [InlineData("Fri, 31 Dec 9999 23:59:59 GMT")]
    public void A_H6_no_wait_is_longer_than_seven_days(string text) => RetryAfter.Parse(text, Now).ShouldBe(TimeSpan.FromDays(7));

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("+5")]
    [InlineData("1.5")]
    [InlineData("1e9")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("0x10")]
    [InlineData("١٢")]
    [InlineData("soon")]
    [InlineData("12, 13")]
    [InlineData("Thu, 01 Jan 1970 00:00:00 GMT")]
    [InlineData("Fri, 20 Nov 2026 12:00:00 GMT")]
    [InlineData("Mon, 20 Nov 2026 12:01:00 GMT")]
    [InlineData("Fri, 99 Nov 2026 12:01:00 GMT")]
    [InlineData("2026-11-20T12:01:00Z")]
    public void A_H6_what_makes_no_sense_is_no_wait(string text) => RetryAfter.Parse(text, Now).ShouldBeNull();

    [Fact]
    public void A_H6_a_long_text_is_no_wait() => RetryAfter.Parse(new string('x', 1024 * 1024), Now).ShouldBeNull();

    [Theory]
    [InlineData("429 Too Many Requests", "Retry-After: 7\r\n", 7)]
    [InlineData("503 Unavailable", "retry-after: 7\r\n", 7)]
    [InlineData("503 Unavailable", "Retry-After: 7\r\nRetry-After: 9\r\n", null)]
    [InlineData("503 Unavailable", "", null)]
    [InlineData("200 OK", "Retry-After: 7\r\n", null)]
    public async Task F_N15_an_answer_that_is_no_success_carries_its_wait(string status, string header, int? seconds)
    {
        await using var endpoint = RawEndpoint.Start(RawEndpoint.Always($"HTTP/1.1 {status}\r\n{header}Content-Length: 0\r\n\r\n"));
        using var sender = new Sender();

        var answered = (await sender.SendAsync(Sender.Plain(endpoint.Address))).ShouldBeOfType<Answered>();

        answered.RetryAfter.ShouldBe(seconds is { } wait ? TimeSpan.FromSeconds(wait) : null);
    }
}
