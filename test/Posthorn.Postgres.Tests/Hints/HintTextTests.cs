using System.Text;
using Posthorn.Postgres.Hints;

namespace Posthorn.Postgres.Tests.Hints;

public sealed class HintTextTests
{
    [Fact]
    public void What_is_written_is_read_however_much_it_is()
    {
        long[] keys = [.. Enumerable.Range(0, 5_000).Select(i => long.MaxValue - i)];

        var texts = HintText.Write(long.MaxValue, keys).ToList();

        texts.ShouldAllBe(text => Encoding.UTF8.GetByteCount(text) < 8_000);
        texts.SelectMany(text =>
        {
            HintText.TryRead(text, out var term, out var read).ShouldBeTrue();
            term.ShouldBe(long.MaxValue);
            return read;
        }).ShouldBe(keys);
    }

    [Fact]
    public void A_hint_may_name_no_lane()
    {
        HintText.TryRead(HintText.Write(7, []).ShouldHaveSingleItem(), out var term, out var keys).ShouldBeTrue();

        term.ShouldBe(7);
        keys.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("7")]
    [InlineData(":7")]
    [InlineData("x:7")]
    [InlineData("99999999999999999999:7")]
    public void What_is_none_of_ours_is_not_read(string text) => HintText.TryRead(text, out _, out _).ShouldBeFalse();

    [Fact]
    public void What_is_no_key_is_passed_over()
    {
        HintText.TryRead("7:1,,x,-3,2", out _, out var keys).ShouldBeTrue();

        keys.ShouldBe([1, 2]);
    }
}
