using Posthorn.Relay.Listening;
using Posthorn.Relay.Wire;

namespace Posthorn.Relay.Tests.Listening;

public sealed class CursorFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("posthorn-cursor-tests-").FullName;

    private string Name => Path.Combine(_folder, "below", "one.cursor");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_was_written_last_is_read_again()
    {
        for (var last = 1; last <= 5; last++)
        {
            using (var cursor = CursorFile.Open(Name))
            {
                cursor.Place.ShouldBe(last == 1 ? null : new Place("store", last - 1));
                cursor.Write(new("store", last));
            }
        }
    }

    [Theory]
    [InlineData(0, 8)]
    [InlineData(256, 7)]
    public void A_write_that_was_cut_off_leaves_the_other_slot(int spoilt, int left)
    {
        using (var cursor = CursorFile.Open(Name))
        {
            cursor.Write(new("store", 7));
            cursor.Write(new("store", 8));
        }

        var bytes = File.ReadAllBytes(Name);
        bytes[spoilt + 3] ^= 1;
        File.WriteAllBytes(Name, bytes);

        using var again = CursorFile.Open(Name);
        again.Place!.Value.Sequence.ShouldBe(left);
    }

    [Fact]
    public void Two_listeners_cannot_have_one_cursor()
    {
        using var first = CursorFile.Open(Name);

        _ = Should.Throw<IOException>(() => CursorFile.Open(Name));
    }

    [Fact]
    public void It_holds_a_place_and_nothing_else()
    {
        using (var cursor = CursorFile.Open(Name))
        {
            cursor.Write(new("0123456789abcdef", 42));
        }

        File.ReadAllText(Name).Trim().Split(' ')[0].ShouldBe("0123456789abcdef.42");
    }
}
