using System.Buffers.Binary;
using Posthorn.Delivery.Secrets;
using Posthorn.Delivery.Storage;
using Posthorn.Delivery.Tests.Partners;

namespace Posthorn.Delivery.Tests.Secrets;

public sealed class SecretVaultTests
{
    private static readonly SealedPlace Place = new("ptn_a", "endpoint_secrets", 1, 1);

    private readonly MemoryConfiguration _store = new();

    [Theory]
    [InlineData("")]
    [InlineData("whsec_c2VjcmV0")]
    public async Task What_was_sealed_opens_in_its_place(string text)
    {
        using var vault = await Keys.OpenAsync(_store);
        var sealedText = await vault.SealAsync(Place, Utf8(text));

        vault.TryOpen(Place, sealedText, out var opened).ShouldBeTrue();
        opened.ShouldBe(Utf8(text));
    }

    [Fact]
    public async Task AG10_a_value_swapped_into_another_place_does_not_open()
    {
        using var vault = await Keys.OpenAsync(_store);
        var sealedText = await vault.SealAsync(Place, Utf8("secret"));

        foreach (var other in (SealedPlace[])
        [
            Place with { Partner = "ptn_b" }, Place with { Table = "endpoints" }, Place with { Row = 2 }, Place with { Version = 2 },
            Place with { Partner = "ptn_aendpoint", Table = "_secrets" },
        ])
        {
            vault.TryOpen(other, sealedText, out _).ShouldBeFalse(other.ToString());
        }
    }

    [Fact]
    public async Task FD22_a_value_with_any_bit_flipped_or_cut_short_does_not_open()
    {
        using var vault = await Keys.OpenAsync(_store);
        var sealedText = await vault.SealAsync(Place, Utf8("secret"));

        for (var i = 0; i < sealedText.Length; i++)
        {
            var damaged = sealedText.ToArray();
            damaged[i] ^= 1;
            vault.TryOpen(Place, damaged, out _).ShouldBeFalse($"byte {i}");
            vault.TryOpen(Place, sealedText.AsSpan(0, i), out _).ShouldBeFalse($"cut at {i}");
        }
    }

    [Fact]
    public async Task What_another_key_sealed_does_not_open()
    {
        using var vault = await Keys.OpenAsync(_store);
        using var other = await Keys.OpenAsync(new MemoryConfiguration(), Keys.Other);

        other.TryOpen(Place, await vault.SealAsync(Place, Utf8("secret")), out _).ShouldBeFalse();
    }

    [Fact]
    public async Task AG12_another_key_refuses_to_start_and_says_what_to_do()
    {
        (await Keys.OpenAsync(_store)).Dispose();

        var refused = await Should.ThrowAsync<StartRefusedException>(async () => await Keys.OpenAsync(_store, Keys.Other));

        refused.Code.ShouldBe("master_key_mismatch");
        refused.Message.ShouldContain("master_key_mismatch");
        refused.Message.ShouldContain(MasterKeySource.Variable);
        refused.Message.ShouldNotContain(Keys.Other);
        (await Keys.OpenAsync(_store)).Dispose();
    }

    [Fact]
    public async Task AG11_no_two_values_are_sealed_under_one_nonce()
    {
        using var vault = await Keys.OpenAsync(_store);
        var nonces = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < 20_000; i++)
        {
            var sealedText = await vault.SealAsync(Place, default);
            nonces.Add(Convert.ToHexString(sealedText, SealedFormat.NonceAt, SealedFormat.NonceBytes)).ShouldBeTrue();
        }
    }

    [Fact]
    public async Task AG11_a_key_seals_no_more_than_is_safe_over_all_starts()
    {
        var used = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(used, SealBudget.Most - 1_024);
        _ = await _store.WriteMetaAsync("master_key_seals", await _store.ReadMetaAsync("master_key_seals"), used);
        using (var vault = await Keys.OpenAsync(_store))
        {
            _ = await vault.SealAsync(Place, default);
        }

        using var afterRestart = await Keys.OpenAsync(_store);
        _ = await Should.ThrowAsync<InvalidOperationException>(async () => await afterRestart.SealAsync(Place, default));
    }

    [Fact]
    public async Task AG9_neither_the_vault_nor_its_key_prints_what_it_holds()
    {
        using var vault = await Keys.OpenAsync(_store);

        vault.ToString().ShouldBe("***");
        MasterKey.Parse(Keys.One, "x").ToString().ShouldBe("***");
        new MasterKeySource(Keys.One, "file", static _ => { }).ToString().ShouldNotContain(Keys.One);
    }

    private static byte[] Utf8(string text) => System.Text.Encoding.UTF8.GetBytes(text);
}
