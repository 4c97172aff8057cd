using System.Text;
using System.Text.Json;
using Posthorn.Proof.Killing.Planning;

namespace Posthorn.Proof.Tests.Killing.Planning;

public sealed class EventContentTests
{
    private readonly EventContent _content = new(seed: -3);

    [Fact]
    public void Whoever_has_the_number_has_the_data()
    {
        for (var number = 0; number < 2_000; number++)
        {
            var body = Wrapped(_content.Of(number));

            _content.TryReadNumber(body, out var read).ShouldBeTrue();
            read.ShouldBe(number);
            _content.IsIn(body, number).ShouldBeTrue();
            using var json = JsonDocument.Parse(body);
        }
    }

    [Fact]
    public void One_byte_less_is_noticed()
    {
        var data = _content.Of(5);

        _content.IsIn(Wrapped(data[..^3]), 5).ShouldBeFalse();
        _content.IsIn(Wrapped(data), 6).ShouldBeFalse();
    }

    [Fact]
    public void The_data_of_another_run_has_no_number_here() =>
        _content.TryReadNumber(Wrapped(new EventContent(seed: 4).Of(5)), out _).ShouldBeFalse();

    private static byte[] Wrapped(byte[] data) => [.. Encoding.ASCII.GetBytes("""{"type":"any","data":"""), .. data, .. "}"u8];
}
