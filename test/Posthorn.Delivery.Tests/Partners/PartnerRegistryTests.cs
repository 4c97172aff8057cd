using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Partners;
using Posthorn.Testing;

namespace Posthorn.Delivery.Tests.Partners;

public sealed class PartnerRegistryTests
{
    private readonly MemoryConfiguration _store = new();
    private readonly EndpointDirectory _directory = new();
    private readonly ManualClock _clock = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task A_new_partner_is_stored_and_known()
    {
        var registry = await Registry();

        var partner = Created(await registry.CreateAsync(null, "St. Mary's", selfService: true));

        partner.Id.ShouldStartWith("ptn_");
        _directory.FindPartner(partner.Id).ShouldBe(partner);
        _directory.FindPartner(partner.Key).ShouldBe(partner);
        _store.Partners[^1].ShouldBe(partner);
    }

    [Theory]
    [InlineData("", "name", "/id")]
    [InlineData("a b", "name", "/id")]
    [InlineData("é", "name", "/id")]
    [InlineData("a/b", "name", "/id")]
    [InlineData(null, "", "/name")]
    [InlineData(null, "  ", "/name")]
    [InlineData(null, "two\nlines", "/name")]
    public async Task A_partner_is_refused_by_what_is_wrong_with_it(string? id, string name, string pointer)
    {
        var refused = (await (await Registry()).CreateAsync(id, name, selfService: false)).ShouldBeOfType<PartnerResult.Refused>();

        refused.Problems.ShouldHaveSingleItem().Pointer.ShouldBe(pointer);
        _store.Partners.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Names_and_ids_have_a_longest_length_and_all_problems_are_told_at_once()
    {
        var registry = await Registry();

        _ = Created(await registry.CreateAsync(new('i', 64), new('n', 200), selfService: false));
        (await registry.CreateAsync(new('i', 65), new('n', 201), selfService: false))
            .ShouldBeOfType<PartnerResult.Refused>().Problems.Select(static one => one.Pointer).ShouldBe(["/id", "/name"]);
    }

    [Fact]
    public async Task An_id_is_given_once_however_many_ask_for_it_at_once()
    {
        var registry = await Registry();

        var results = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => registry.CreateAsync("acme", "Acme", selfService: false).AsTask()));

        results.OfType<PartnerResult.Created>().Count().ShouldBe(1);
        results.OfType<PartnerResult.IdTaken>().Count().ShouldBe(9);
        (await registry.CreateAsync(Partner.OperatorId, "Not the operator", selfService: false)).ShouldBeOfType<PartnerResult.IdTaken>();
    }

    [Fact]
    public async Task AG14_a_key_has_256_bits_and_is_stored_as_a_hash_alone()
    {
        var registry = await Registry();
        var partner = Created(await registry.CreateAsync("acme", "Acme", selfService: false));

        var made = await registry.CreateKeyAsync(partner, ApiKeyScope.Publisher);

        made.Text.Length.ShouldBe(ApiKeyText.Length);
        made.Text.ShouldStartWith($"phk_{made.Key.Id.Value:N}_");
        ApiKeyText.IsWellFormed(made.Text).ShouldBeTrue();
        ApiKeyText.IsWellFormed(made.Text[..^1] + (made.Text[^1] == 'A' ? 'B' : 'A')).ShouldBeFalse();
        _store.Keys.ShouldHaveSingleItem().Hash.ToArray().ShouldBe(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(made.Text)));
        registry.Authenticate(made.Text).ShouldBe(made.Key);
        (made.Key.Scope, made.Key.PartnerKey).ShouldBe((ApiKeyScope.Publisher, partner.Key));
    }

    [Fact]
    public async Task AG15_another_spelling_of_a_key_opens_nothing()
    {
        var registry = await Registry();
        var text = (await registry.CreateKeyAsync(_directory.FindPartner(Partner.OperatorId)!, ApiKeyScope.Operator)).Text;

        string[] others =
        [
            text.ToUpperInvariant(), text.ToLowerInvariant(), " " + text, text + " ", text + "=", text[..^1], "", "phk_", new('x', 5_000),
            text.Replace("phk_", "PHK_", StringComparison.Ordinal), text[..4] + text[4..36].ToUpperInvariant() + text[36..],
        ];

        foreach (var other in others.Where(other => other != text))
        {
            registry.Authenticate(other).ShouldBeNull(other.Length.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public async Task A_revoked_key_opens_nothing_and_keys_of_others_cannot_be_revoked()
    {
        var registry = await Registry();
        var (acme, other) = (Created(await registry.CreateAsync("acme", "Acme", false)), Created(await registry.CreateAsync("other", "Other", false)));
        var made = await registry.CreateKeyAsync(acme, ApiKeyScope.Partner);

        (await registry.RevokeKeyAsync(other, made.Key.Id)).ShouldBeFalse();
        registry.Authenticate(made.Text).ShouldNotBeNull();

        (await registry.RevokeKeyAsync(acme, made.Key.Id)).ShouldBeTrue();
        registry.Authenticate(made.Text).ShouldBeNull();
        (await registry.RevokeKeyAsync(acme, made.Key.Id)).ShouldBeFalse();
        registry.KeysOf(acme).ShouldBeEmpty();
    }

    [Fact]
    public async Task Keys_are_known_after_a_restart()
    {
        var registry = await Registry();
        var partner = Created(await registry.CreateAsync("acme", "Acme", false));
        var made = await registry.CreateKeyAsync(partner, ApiKeyScope.Partner);

        var afterRestart = await Registry();

        afterRestart.Authenticate(made.Text).ShouldBe(made.Key);
        afterRestart.KeysOf(partner).ShouldHaveSingleItem().ShouldBe(made.Key);
    }

    [Fact]
    public async Task The_configured_operator_key_opens_everything_and_is_not_stored()
    {
        var registry = await Registry();
        registry.SetOperatorKey("a key from the environment");

        var key = registry.Authenticate("a key from the environment").ShouldNotBeNull();
        (key.Scope, key.PartnerKey).ShouldBe((ApiKeyScope.Operator, null));
        registry.Authenticate("a key from the environmen").ShouldBeNull();
        _store.Keys.ShouldBeEmpty();
        _ = Should.Throw<ArgumentException>(() => registry.SetOperatorKey(" "));
    }

    [Fact]
    public async Task AT8_a_key_that_opens_everything_is_made_for_the_operator_alone()
    {
        var registry = await Registry();
        var partner = Created(await registry.CreateAsync("acme", "Acme", false));

        _ = await Should.ThrowAsync<ArgumentException>(async () => await registry.CreateKeyAsync(partner, ApiKeyScope.Operator));
        _ = await Should.ThrowAsync<ArgumentException>(async () => await registry.CreateKeyAsync(partner, ApiKeyScope.None));
    }

    [Fact]
    public async Task AG9_a_new_key_does_not_print_its_text()
    {
        var made = await (await Registry()).CreateKeyAsync(_directory.FindPartner(Partner.OperatorId)!, ApiKeyScope.Operator);

        made.ToString().ShouldNotContain(made.Text[37..]);
        made.Key.ToString().ShouldNotContain(made.Text[37..]);
    }

    private static Partner Created(PartnerResult result) => result.ShouldBeOfType<PartnerResult.Created>().Partner;

    private async Task<PartnerRegistry> Registry()
    {
        var registry = new PartnerRegistry(_store, _directory, new(_store, _clock, NullLogger<ConfigurationWatch>.Instance), _clock, RandomNumberGenerator.Fill);
        registry.Load(await _store.LoadAsync());
        return registry;
    }
}
