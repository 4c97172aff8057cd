using System.Net;
using System.Text.Json;
using Posthorn.Protocol.Notifications;

namespace Posthorn.Receiver.Links;

/// <summary>Suki's API over the guarded handler.</summary>
internal sealed class SukiClient : ISukiClient, IDisposable
{
    private const string TokenHeader = "sdp_suki_token";
    private const string ProviderHeader = "sdp_provider_id";

    private readonly VendorLine _line;
    private readonly VendorOrigin _origin;
    private readonly SukiLogin _login;
    private readonly string? _providerId;

    public SukiClient(SukiClientOptions options, TimeProvider clock)
    {
        _line = VendorLines.Of(options, clock);
        _origin = new(options.Api);
        _login = new(_line, _origin, options, clock);
        _providerId = options.ProviderId;
    }

    public async Task<T> FollowAsync<T>(Link link, CancellationToken cancellationToken = default)
        where T : VendorDocument, IVendorDocument<T> => T.Read(await GetAsync(_origin.Of(link), cancellationToken));

    public Task<RawDocument> FollowAsync(Link link, CancellationToken cancellationToken = default) => FollowAsync<RawDocument>(link, cancellationToken);

    public Task<SukiStatus> StatusAsync(string sessionId, CancellationToken cancellationToken = default) =>
        GetAsync<SukiStatus>(SukiPaths.Status, sessionId, cancellationToken);

    public Task<SukiStatus> FormFillingStatusAsync(string sessionId, CancellationToken cancellationToken = default) =>
        GetAsync<SukiStatus>(SukiPaths.FormFillingStatus, sessionId, cancellationToken);

    public Task<SukiContents> ContentsAsync(string sessionId, bool cumulative = false, CancellationToken cancellationToken = default) =>
        GetAsync<SukiContents>(cumulative ? SukiPaths.CumulativeContents : SukiPaths.Contents, sessionId, cancellationToken);

    public Task<SukiContents> EncounterContentsAsync(string encounterId, CancellationToken cancellationToken = default) =>
        GetAsync<SukiContents>(SukiPaths.EncounterContents, encounterId, cancellationToken);

    public Task<SukiStructuredData> StructuredDataAsync(string sessionId, CancellationToken cancellationToken = default) =>
        GetAsync<SukiStructuredData>(SukiPaths.StructuredData, sessionId, cancellationToken);

    public Task<SukiStructuredData> EncounterStructuredDataAsync(string encounterId, CancellationToken cancellationToken = default) =>
        GetAsync<SukiStructuredData>(SukiPaths.EncounterStructuredData, encounterId, cancellationToken);

    public Task<SukiTranscripts> TranscriptsAsync(string sessionId, CancellationToken cancellationToken = default) =>
        GetAsync<SukiTranscripts>(SukiPaths.Transcripts, sessionId, cancellationToken);

    public void Dispose() => _line.Dispose();

    private async Task<T> GetAsync<T>(string path, string id, CancellationToken cancellationToken)
        where T : VendorDocument, IVendorDocument<T> => T.Read(await GetAsync(_origin.At(path, id), cancellationToken));

    private async Task<JsonElement> GetAsync(Uri target, CancellationToken cancellationToken)
    {
        var token = await _login.TokenAsync(refused: null, cancellationToken);
        var reply = await AskAsync(target, token, cancellationToken);
        if (reply.Status == (int)HttpStatusCode.Unauthorized)
        {
            // The vendor may end a token before its hour is over. Once: a second refusal is meant.
            token = await _login.TokenAsync(token, cancellationToken);
            reply = await AskAsync(target, token, cancellationToken);
        }

        return reply.ToJson();
    }

    private Task<VendorReply> AskAsync(Uri target, string token, CancellationToken cancellationToken)
    {
        List<KeyValuePair<string, string>> headers = [new(TokenHeader, token)];
        if (_providerId is not null)
        {
            headers.Add(new(ProviderHeader, _providerId));
        }

        return _line.CallAsync(new(HttpMethod.Get, target, headers), cancellationToken);
    }
}
