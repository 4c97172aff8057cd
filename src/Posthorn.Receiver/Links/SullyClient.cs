using System.Text.Json;
using Posthorn.Protocol.Notifications;

namespace Posthorn.Receiver.Links;

/// <summary>Sully's API over the guarded handler.</summary>
internal sealed class SullyClient : ISullyClient, IDisposable
{
    private const string KeyHeader = "X-API-KEY";
    private const string AccountHeader = "X-ACCOUNT-ID";
    private const string Notes = "/v1/notes/{0}";
    private const string Codings = "/v1/codings/{0}";
    private const string TranscriptionsOfVersion1 = "/v1/audio/transcriptions/{0}";
    private const string TranscriptionsOfVersion2 = "/v2/audio/transcriptions/{0}";

    private readonly VendorLine _line;
    private readonly VendorOrigin _origin;
    private readonly string _transcriptions;
    private readonly KeyValuePair<string, string>[] _headers;

    public SullyClient(SullyClientOptions options, TimeProvider clock)
    {
        _line = VendorLines.Of(options, clock);
        _origin = new(options.Api);
        _transcriptions = options.TranscriptionVersion == 2 ? TranscriptionsOfVersion2 : TranscriptionsOfVersion1;
        _headers = [new(KeyHeader, options.ApiKey), new(AccountHeader, options.AccountId)];
    }

    public async Task<RawDocument> FollowAsync(Link link, CancellationToken cancellationToken = default) =>
        RawDocument.Read(await GetAsync(_origin.Of(link), cancellationToken));

    public Task<SullyWork> TranscriptionAsync(string transcriptionId, CancellationToken cancellationToken = default) =>
        WorkAsync(SullyWorkKind.Transcription, _transcriptions, transcriptionId, cancellationToken);

    public Task<SullyWork> NoteAsync(string noteId, CancellationToken cancellationToken = default) =>
        WorkAsync(SullyWorkKind.Note, Notes, noteId, cancellationToken);

    public Task<SullyWork> CodingAsync(string codingId, CancellationToken cancellationToken = default) =>
        WorkAsync(SullyWorkKind.Coding, Codings, codingId, cancellationToken);

    public void Dispose() => _line.Dispose();

    private async Task<SullyWork> WorkAsync(SullyWorkKind kind, string path, string id, CancellationToken cancellationToken) =>
        SullyWorkReading.Read(kind, id, await GetAsync(_origin.At(path, id), cancellationToken));

    private async Task<JsonElement> GetAsync(Uri target, CancellationToken cancellationToken) =>
        (await _line.CallAsync(new(HttpMethod.Get, target, _headers), cancellationToken)).ToJson();
}
