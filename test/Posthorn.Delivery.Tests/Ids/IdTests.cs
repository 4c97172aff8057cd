namespace Posthorn.Delivery.Tests.Ids;

public sealed class IdTests
{
    private static readonly DateTimeOffset Moment = new(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero);

    [Fact]
    public void An_id_is_a_UUIDv7_of_its_moment()
    {
        var id = EventId.New(Moment);

        id.Value.Version.ShouldBe(7);
        id.Value.Variant.ShouldBeInRange(8, 11);
        var bytes = id.Value.ToByteArray(bigEndian: true);
        ((long)bytes[0] << 40 | (long)bytes[1] << 32 | (long)bytes[2] << 24 | (long)bytes[3] << 16 | (long)bytes[4] << 8 | bytes[5])
            .ShouldBe(Moment.ToUnixTimeMilliseconds());
    }

    [Fact]
    public void No_id_is_given_twice_though_the_random_bits_are_fetched_for_many_at_once()
    {
        var ids = new HashSet<EventId>();
        _ = Parallel.For(0, 8, worker =>
        {
            var own = Enumerable.Range(0, 5_000).Select(_ => EventId.New(Moment)).ToList();
            lock (ids)
            {
                own.ForEach(id => ids.Add(id).ShouldBeTrue());
            }
        });

        ids.Count.ShouldBe(40_000);
    }

    [Fact]
    public void A_later_id_sorts_behind_an_earlier_one() =>
        string.CompareOrdinal(EventId.New(Moment).ToString(), EventId.New(Moment.AddMilliseconds(1)).ToString()).ShouldBeLessThan(0);

    [Fact]
    public void An_id_reads_back_as_it_was_written()
    {
        var id = DeliveryId.New(Moment);

        DeliveryId.TryParse(id.ToString(), out var read).ShouldBeTrue();
        read.ShouldBe(id);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("dlv_")]
    [InlineData("dlv_0193a0f0000070008000000000000000x")]
    [InlineData("evt_0193a0f0000070008000000000000000")]
    [InlineData("dlv-0193a0f0000070008000000000000000")]
    [InlineData("dlv_0193A0F0000070008000000000000000")]
    [InlineData("dlv_{193a0f0000070008000000000000000")]
    public void What_is_not_spelled_as_we_spell_it_is_no_id(string? text) => DeliveryId.TryParse(text, out _).ShouldBeFalse();
}
