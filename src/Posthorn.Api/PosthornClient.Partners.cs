using Posthorn.Api.Partners;

namespace Posthorn.Api;

public sealed partial class PosthornClient
{
    /// <summary>Makes a partner.</summary>
    /// <param name="request">The partner to make.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task<PartnerInfo> CreatePartnerAsync(CreatePartner request, CancellationToken cancellationToken) =>
        PostAsync("v1/partners", request, Json.CreatePartner, Json.PartnerInfo, cancellationToken);

    /// <summary>Lists all partners.</summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task<PartnerList> ListPartnersAsync(CancellationToken cancellationToken) =>
        GetAsync("v1/partners", Json.PartnerList, cancellationToken);

    /// <summary>Reads a partner.</summary>
    /// <param name="partner">The partner's id.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task<PartnerInfo> GetPartnerAsync(string partner, CancellationToken cancellationToken) =>
        GetAsync($"v1/partners/{Escape(partner)}", Json.PartnerInfo, cancellationToken);

    /// <summary>Makes a key for a partner.</summary>
    /// <param name="partner">The partner's id.</param>
    /// <param name="scope">What the key may do.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The key, with its text this once.</returns>
    public Task<KeyInfo> CreateKeyAsync(string partner, KeyScope scope, CancellationToken cancellationToken) =>
        PostAsync($"v1/partners/{Escape(partner)}/keys", new() { Scope = scope }, Json.CreateKey, Json.KeyInfo, cancellationToken);

    /// <summary>Lists a partner's keys, without their text.</summary>
    /// <param name="partner">The partner's id.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task<KeyList> ListKeysAsync(string partner, CancellationToken cancellationToken) =>
        GetAsync($"v1/partners/{Escape(partner)}/keys", Json.KeyList, cancellationToken);

    /// <summary>Revokes a key. It opens nothing from the next request on.</summary>
    /// <param name="partner">The partner's id.</param>
    /// <param name="key">The key's id, <c>key_…</c>.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task RevokeKeyAsync(string partner, string key, CancellationToken cancellationToken) =>
        DeleteAsync($"v1/partners/{Escape(partner)}/keys/{Escape(key)}", cancellationToken);
}
