using Microsoft.Extensions.Options;

namespace Posthorn.Receiver.Links;

/// <summary>All mistakes of one client's options in one message, when the host starts.</summary>
internal sealed class VendorClientValidation<T>(string source) : IValidateOptions<T>
    where T : VendorClientOptions
{
    public ValidateOptionsResult Validate(string? name, T options) =>
        name != source ? ValidateOptionsResult.Skip
        : VendorClientCheck.Check(source, options) is { Count: > 0 } mistakes ? ValidateOptionsResult.Fail(mistakes)
        : ValidateOptionsResult.Success;
}
