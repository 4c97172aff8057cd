using System.Diagnostics;
using Posthorn.Protocol.Profiles;
using Posthorn.Testing.Vendors;

namespace Posthorn.EndToEnd.Tests.Partners;

/// <summary>A partner's application: one of the samples, or of the handlers in docs/receive, in a process of its own.</summary>
internal sealed class PartnerUnderTest : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly HttpClient _http;
    private readonly Func<int, ProcessStartInfo> _start;
    private readonly string _path;
    private RunningProgram _program;

    private PartnerUnderTest(PartnerRecipe recipe, DirectoryInfo folder, Func<int, ProcessStartInfo> start, RunningProgram program, Uri address)
    {
        (_folder, _start, _program, _path) = (folder, start, program, recipe.Path);
        (Profile, Address) = (recipe.Profile, address);
        _http = new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = address };
        Vendor = new(_http, recipe.Profile.Scheme, recipe.Path);
    }

    public required EffectTable Effects { get; init; }

    public Profile Profile { get; }

    /// <summary>Sends to it directly.</summary>
    public TestVendor Vendor { get; }

    public Uri Url => new(Address, _path);

    private Uri Address { get; }

    public static async Task<PartnerUnderTest> StartAsync(string name, PostgresOfPartners postgres, CancellationToken cancellationToken)
    {
        var recipe = PartnerRecipe.Of(name);
        var folder = Directory.CreateTempSubdirectory("posthorn-partner-");
        try
        {
            var (start, effects) = await recipe.PrepareAsync(folder.FullName, postgres, cancellationToken);
            var (program, address) = await RunningProgram.StartAsync(start(0), cancellationToken);
            return new(recipe, folder, start, program, address) { Effects = effects };
        }
        catch
        {
            folder.Delete(recursive: true);
            throw;
        }
    }

    public async Task KillAsync()
    {
        await _program.KillAsync();
        await _program.DisposeAsync();
    }

    /// <summary>Starts it again at the same address, with what it had on disk.</summary>
    public async Task StartAgainAsync(CancellationToken cancellationToken) =>
        (_program, _) = await RunningProgram.StartAsync(_start(Address.Port), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _program.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
