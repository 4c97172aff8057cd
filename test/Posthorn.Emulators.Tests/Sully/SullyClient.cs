using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Posthorn.Emulators.Tests.Running;

namespace Posthorn.Emulators.Tests.Sully;

/// <summary>A partner's client of Sully, written after the vendor's documents and nothing of ours.</summary>
internal sealed class SullyClient
{
    public const string First = "/v1/audio/transcriptions";
    public const string Second = "/v2/audio/transcriptions";
    public const string Notes = "/v1/notes";
    public const string Codings = "/v1/codings";

    public SullyClient(EmulatorBed bed)
    {
        Http = bed.Client;
        Http.DefaultRequestHeaders.Add("X-API-KEY", "any key");
        Http.DefaultRequestHeaders.Add("X-ACCOUNT-ID", "any account");
    }

    public HttpClient Http { get; }

    public async Task<string> TranscribedAsync(string fileName = "visit.wav", string root = First)
    {
        var answer = await UploadAsync(root, fileName, 1_000, root == First ? HttpStatusCode.OK : HttpStatusCode.Created);
        return answer.GetProperty("data").GetProperty(root == First ? "transcriptionId" : "id").GetString()!;
    }

    public async Task<JsonElement> UploadAsync(string root, string fileName, int length, HttpStatusCode expected, params (string Name, string Text)[] fields)
    {
        using var form = new MultipartFormDataContent { { Audio(length), "audio", fileName } };
        foreach (var (name, text) in fields)
        {
            form.Add(new StringContent(text), name);
        }

        using var answer = await Http.PostAsync(root, form);
        return await ReadAsync(answer, expected);
    }

    public async Task<string> NoteAsync(object body) => (await PostAsync(Notes, body)).GetProperty("data").GetProperty("noteId").GetString()!;

    public Task<string> NoteAsync(string transcript) => NoteAsync(new { transcript });

    public async Task<string> CodingAsync(string text) => (await PostAsync(Codings, new { text })).GetProperty("data").GetProperty("id").GetString()!;

    public async Task<JsonElement> PostAsync(string path, object body, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var answer = await Http.PostAsJsonAsync(path, body);
        return await ReadAsync(answer, expected);
    }

    public async Task<JsonElement> GetAsync(string path, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var answer = await Http.GetAsync(path);
        return await ReadAsync(answer, expected);
    }

    public async Task<JsonElement> DataAsync(string path) => (await GetAsync(path)).GetProperty("data");

    public async Task<HttpStatusCode> DeleteAsync(string path)
    {
        using var answer = await Http.DeleteAsync(path);
        return answer.StatusCode;
    }

    public static IEnumerable<string> Members(JsonElement json) => json.EnumerateObject().Select(static member => member.Name);

    public static async Task<JsonElement> ReadAsync(HttpResponseMessage answer, HttpStatusCode expected)
    {
        answer.StatusCode.ShouldBe(expected);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        return JsonElement.Parse(await answer.Content.ReadAsStringAsync());
    }

    private static ByteArrayContent Audio(int length)
    {
        var audio = new ByteArrayContent(new byte[length]);
        audio.Headers.ContentType = new MediaTypeHeaderValue("audio/wav");
        return audio;
    }
}
