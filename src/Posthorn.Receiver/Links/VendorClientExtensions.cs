using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Posthorn.Receiver.Expecting;

namespace Posthorn.Receiver.Links;

/// <summary>Clients of the vendors' APIs, one for each source that has one.</summary>
public static class VendorClientExtensions
{
    /// <summary>
    /// Adds a client of Suki's API for a source: an <see cref="ISukiClient"/>, found by the source's name as its key, and without a key where it is
    /// the first. Sessions of the source can then be expected, see <see cref="ISessionLedger"/>.
    /// </summary>
    /// <param name="builder">The receiver.</param>
    /// <param name="source">The name of the source.</param>
    /// <param name="configure">Sets the options: the credentials first of all.</param>
    /// <returns>The same builder.</returns>
    public static ReceiverBuilder AddSukiClient(this ReceiverBuilder builder, string source, Action<SukiClientOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddOptions(source, configure);
        builder.Services.AddKeyedSingleton<ISukiClient>(source, static (provider, key) =>
            new SukiClient(OptionsOf<SukiClientOptions>(provider, key), provider.GetRequiredService<TimeProvider>()));
        builder.Services.TryAddSingleton(provider => provider.GetRequiredKeyedService<ISukiClient>(source));
        builder.Services.AddLedger(source, static (provider, key) => new SukiInquiry(provider.GetRequiredKeyedService<ISukiClient>(key)));
        return builder;
    }

    /// <summary>Adds a client of Suki's API whose options stand in the configuration.</summary>
    /// <param name="builder">The receiver.</param>
    /// <param name="source">The name of the source.</param>
    /// <param name="section">Its section, with members named like those of <see cref="SukiClientOptions"/>; ranges such as <c>10.0.0.0/8</c>.</param>
    /// <returns>The same builder.</returns>
    public static ReceiverBuilder AddSukiClient(this ReceiverBuilder builder, string source, IConfiguration section) =>
        builder.AddSukiClient(source, options => ConfiguredClient.Fill(options, source, section));

    /// <summary>
    /// Adds a client of Sully's API for a source: an <see cref="ISullyClient"/>, found by the source's name as its key, and without a key where it is
    /// the first. Transcriptions, notes and codings of the source can then be expected, see <see cref="ISessionLedger"/>.
    /// </summary>
    /// <param name="builder">The receiver.</param>
    /// <param name="source">The name of the source.</param>
    /// <param name="configure">Sets the options: the credentials first of all.</param>
    /// <returns>The same builder.</returns>
    public static ReceiverBuilder AddSullyClient(this ReceiverBuilder builder, string source, Action<SullyClientOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddOptions(source, configure);
        builder.Services.AddKeyedSingleton<ISullyClient>(source, static (provider, key) =>
            new SullyClient(OptionsOf<SullyClientOptions>(provider, key), provider.GetRequiredService<TimeProvider>()));
        builder.Services.TryAddSingleton(provider => provider.GetRequiredKeyedService<ISullyClient>(source));
        builder.Services.AddLedger(source, static (provider, key) => new SullyInquiry(provider.GetRequiredKeyedService<ISullyClient>(key)));
        return builder;
    }

    /// <summary>Adds a client of Sully's API whose options stand in the configuration.</summary>
    /// <param name="builder">The receiver.</param>
    /// <param name="source">The name of the source.</param>
    /// <param name="section">Its section, with members named like those of <see cref="SullyClientOptions"/>; ranges such as <c>10.0.0.0/8</c>.</param>
    /// <returns>The same builder.</returns>
    public static ReceiverBuilder AddSullyClient(this ReceiverBuilder builder, string source, IConfiguration section) =>
        builder.AddSullyClient(source, options => ConfiguredClient.Fill(options, source, section));

    private static void AddOptions<T>(this IServiceCollection services, string source, Action<T> configure)
        where T : VendorClientOptions
    {
        ArgumentException.ThrowIfNullOrEmpty(source);
        _ = services.AddOptions<T>(source).Configure(configure).ValidateOnStart();
        _ = services.AddSingleton<IValidateOptions<T>>(new VendorClientValidation<T>(source));
    }

    private static T OptionsOf<T>(IServiceProvider provider, object? key)
        where T : VendorClientOptions => provider.GetRequiredService<IOptionsMonitor<T>>().Get((string)key!);
}
