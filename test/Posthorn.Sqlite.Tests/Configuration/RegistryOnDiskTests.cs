using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Partners;
using Posthorn.Delivery.Secrets;
using Posthorn.Delivery.Storage;
using Posthorn.Sqlite.Configuration;
using Posthorn.Sqlite.Opening;
using Posthorn.Sqlite.Tests.Opening;

namespace Posthorn.Sqlite.Tests.Configuration;

public sealed class RegistryOnDiskTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public async Task Keys_and_endpoints_made_before_a_restart_work_after_it_and_no_secret_lies_open_on_the_disk()
    {
        const string Secret = "canary-secret-of-24-bytes";
        string key;
        EndpointId id;
        using (var first = await StartAsync())
        {
            var partner = (await first.Partners.CreateAsync("acme", "Acme", selfService: true)).ShouldBeOfType<PartnerResult.Created>().Partner;
            key = (await first.Partners.CreateKeyAsync(partner, ApiKeyScope.Partner)).Text;
            var draft = new EndpointDraft { Profile = "suki", Url = "https://partner.example/hook", Headers = [new("Authorization", "canary-header")] };
            id = (await first.Endpoints.CreateAsync(partner, draft, Secret)).ShouldBeOfType<EndpointRegistryResult.WithSecret>().Endpoint.Id;
            _ = (await first.Endpoints.RotateAsync(id, "canary-second-secret-24b")).ShouldBeOfType<EndpointRegistryResult.WithSecret>();
        }

        using (var second = await StartAsync())
        {
            second.Partners.Authenticate(key).ShouldNotBeNull().Scope.ShouldBe(ApiKeyScope.Partner);
            var endpoint = second.Directory.Find(id).ShouldNotBeNull();
            endpoint.Secrets.Count.ShouldBe(2);
            endpoint.Settings.Headers.ShouldHaveSingleItem().Value.ShouldBe("canary-header");
        }

        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(_folder.Database)!))
        {
            var bytes = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
            bytes.ShouldNotContain("canary", Case.Sensitive, file);
            bytes.ShouldNotContain(key, Case.Sensitive, file);
        }
    }

    [Fact]
    public async Task AG12_a_database_that_was_moved_without_its_key_file_refuses_to_start()
    {
        using (await StartAsync())
        {
        }

        File.Delete(_folder.Database + ".key");
        (await Should.ThrowAsync<StartRefusedException>(StartAsync)).Code.ShouldBe("master_key_missing");
        await File.WriteAllTextAsync(_folder.Database + ".key", Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)), TestContext.Current.CancellationToken);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_folder.Database + ".key", UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        (await Should.ThrowAsync<StartRefusedException>(StartAsync)).Code.ShouldBe("master_key_mismatch");
    }

    public void Dispose() => _folder.Dispose();

    private async Task<Started> StartAsync()
    {
        var storage = SqliteStorage.Open(_folder.Database, new SqliteOptions(), TimeProvider.System);
        try
        {
            var store = new SqliteConfiguration(storage.Writer, storage.Readers);
            var source = new MasterKeySource(null, storage.Path + ".key", RandomNumberGenerator.Fill);
            var vault = await SecretVault.OpenAsync(store, source, RandomNumberGenerator.Fill);
            var directory = new EndpointDirectory();
            var watch = new ConfigurationWatch(store, TimeProvider.System, NullLogger<ConfigurationWatch>.Instance);
            var partners = new PartnerRegistry(store, directory, watch, TimeProvider.System, RandomNumberGenerator.Fill);
            var endpoints = new EndpointRegistry(store, directory, watch, vault, new(), TimeProvider.System, NullLogger<EndpointRegistry>.Instance);
            var rows = await store.LoadAsync();
            partners.Load(rows);
            endpoints.Load(rows).ShouldBeEmpty();
            return new(storage, vault, directory, watch, partners, endpoints);
        }
        catch
        {
            storage.Dispose();
            throw;
        }
    }

    private sealed record Started(
        SqliteStorage Storage, SecretVault Vault, EndpointDirectory Directory, ConfigurationWatch Watch, PartnerRegistry Partners, EndpointRegistry Endpoints) : IDisposable
    {
        public void Dispose()
        {
            Watch.Dispose();
            Vault.Dispose();
            Storage.Dispose();
        }
    }
}
