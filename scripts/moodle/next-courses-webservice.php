<?php
// This file is part of Next Courses. It runs inside Moodle.
//
// SPDX-License-Identifier: GPL-3.0-or-later
//
// It is free software: you can redistribute it and/or modify it under the terms of the GNU General Public License as
// published by the Free Software Foundation, either version 3 of the License, or (at your option) any later version. It
// comes WITHOUT ANY WARRANTY; see <https://www.gnu.org/licenses/>.
//
// Moodle is under this licence and asks the same of everything that calls its API. So this one file is under it; the rest
// of Next Courses, which talks to Moodle over the network only, is under the Apache License 2.0.

/**
 * Lets Next Courses read a Moodle: switches Moodle's web services on and makes a role, an account, an external service and
 * a token for it. docs/moodle.md says what each part is for. Tried on Moodle 4.5 and 5.1.
 */

if (PHP_SAPI !== 'cli') {
    http_response_code(404);
    exit;
}

// The same as src/lms/moodle/connector/functions.ts; test/lms/moodle/webservice-script.test.ts compares the two.
const FUNCTIONS = [
    'core_webservice_get_site_info',
    'core_course_get_categories',
    'core_course_get_courses_by_field',
    'core_enrol_get_course_enrolment_methods',
    'enrol_guest_get_instance_info',
    'core_get_strings',
    'tool_mobile_call_external_functions',
    'core_competency_list_course_competencies',
    'core_enrol_get_enrolled_users',
    'core_completion_get_course_completion_status',
    'gradereport_user_get_grade_items',
];

const CAPABILITIES = [
    'webservice/rest:use',
    'moodle/category:viewhiddencategories',
    'moodle/course:view',
    'moodle/course:viewhiddencourses',
    'moodle/competency:coursecompetencyview',
    'moodle/course:enrolreview',
    'moodle/user:viewdetails',
    'moodle/course:viewhiddenuserfields',
    'moodle/site:accessallgroups',
    'moodle/role:review',
    'report/completion:view',
    'gradereport/user:view',
    'moodle/grade:viewall',
];

/** Short name of the role and of the service, and user name of the account. */
const NAME = 'nextcourses';

const USAGE = <<<'TEXT'
Lets Next Courses read this Moodle. Run it as the user of the web server:

  sudo -u www-data php next-courses-webservice.php --moodle=/var/www/moodle

It may be run again at any time: what is there already stays, and what is missing is added.

  --moodle=FOLDER     where Moodle is installed: the folder with config.php
  --ip=ADDRESSES      accept the token from these addresses alone, as 192.0.2.7 or 192.0.2.0/24, with commas between them;
                      --ip=any takes the restriction back
  --until=YYYY-MM-DD  the last day of the token; --until=never takes the end back. A new token has no end.
  --new-token         delete the token and make another
  --remove            take everything back that this script made
  --help              print this

TEXT;

/** Ends the script. */
function fail(string $message): never {
    fwrite(STDERR, "$message\n");
    exit(1);
}

/** @return array<string, string|true> the options that were given, by name */
function options(array $arguments): array {
    $options = [];
    foreach ($arguments as $argument) {
        if (!preg_match('/^--(?:(moodle|ip|until)=(.+)|(new-token|remove|help))$/', $argument, $found)) {
            fail("Unknown, or without a value: $argument\n\n" . USAGE);
        }
        $options[$found[3] ?? $found[1]] = isset($found[3]) ? true : $found[2];
    }
    if (!isset($options['help']) && !isset($options['moodle'])) {
        fail("Say where Moodle is installed: --moodle=FOLDER\n\n" . USAGE);
    }
    if (isset($options['remove']) && count($options) > 2) {
        fail('--remove goes with --moodle alone.');
    }
    return $options;
}

/** The settings file. From 5.1 on web pages are in a folder public/, and config.php is above it; both folders are accepted. */
function config_file(string $folder): string {
    $file = realpath("$folder/config.php");
    if ($file === false || !str_contains(file_get_contents($file), 'setup.php') && !is_file("$folder/../config.php")) {
        fail("There is no config.php of a Moodle in $folder.");
    }
    return $file;
}

/** What is asked for the token's end. @return int|null seconds since 1970, 0: no end, null: nothing was asked */
function asked_end(?string $day): ?int {
    if ($day === null) {
        return null;
    }
    if ($day === 'never') {
        return 0;
    }
    $end = DateTimeImmutable::createFromFormat('!Y-m-d', $day, core_date::get_server_timezone_object());
    if (!$end || $end->format('Y-m-d') !== $day) {
        fail("--until=$day is no day; write it as 2030-09-30.");
    }
    $end = $end->setTime(23, 59, 59)->getTimestamp();
    if ($end < time()) {
        fail("--until=$day has passed.");
    }
    return $end;
}

/** @return string|null as Moodle stores it, '': any address, null: nothing was asked */
function asked_addresses(?string $list): ?string {
    if ($list === null || $list === 'any') {
        return $list === null ? null : '';
    }
    $addresses = array_map('trim', explode(',', $list));
    foreach ($addresses as $address) {
        $isknown = \core\ip_utils::is_ip_address($address) || \core\ip_utils::is_ipv4_range($address)
            || \core\ip_utils::is_ipv6_range($address);
        if (!$isknown) {
            fail("--ip: $address is no address and no range of addresses.");
        }
    }
    return implode(',', $addresses);
}

/** Makes what Next Courses needs, as far as it is not there, and prints each thing that it changes. */
final class next_courses_webservice {
    private readonly context_system $system;
    private readonly webservice $manager;
    private int $changes = 0;

    public function __construct() {
        $this->system = context_system::instance();
        $this->manager = new webservice();
    }

    public function make(?string $addresses, ?int $end, bool $isnewtoken): void {
        $this->switch_on();
        $role = $this->make_role();
        $account = $this->make_account($role);
        $service = $this->make_service($account);
        $token = $this->make_token($account, $service, $addresses, $end, $isnewtoken);
        $this->print_end($account, $token);
    }

    /** What was off is written down, so that --remove can switch it off again. */
    private function switch_on(): void {
        global $CFG;
        if (empty($CFG->enablewebservices)) {
            set_config('enablewebservices', 1);
            $this->changed('Web services are switched on.');
            $this->remember('webservices');
        } else {
            $this->there('Web services are on.');
        }
        if (\core\plugininfo\webservice::enable_plugin('rest', 1)) {
            $this->changed('The REST protocol is switched on.');
            $this->remember('rest');
        } else {
            $this->there('The REST protocol is on.');
        }
        if (\core\plugininfo\auth::enable_plugin('webservice', 1)) {
            $this->changed('The authentication method “Web services authentication” is switched on.');
            $this->remember('auth');
        } else {
            $this->there('The authentication method “Web services authentication” is on.');
        }
    }

    private function make_role(): int {
        global $DB;
        $id = (int) $DB->get_field('role', 'id', ['shortname' => NAME]);
        if ($id) {
            $this->there('The role “' . NAME . '” is there.');
        } else {
            $about = 'Lets Next Courses read courses and who is in them. For its account alone.';
            $id = create_role('Next Courses (web services)', NAME, $about);
            set_role_contextlevels($id, [CONTEXT_SYSTEM]);
            $this->changed('The role “' . NAME . '” is made.');
        }
        $where = ['roleid' => $id, 'contextid' => $this->system->id];
        $has = $DB->get_records_menu('role_capabilities', $where, '', 'capability, permission');
        foreach (CAPABILITIES as $capability) {
            if (!get_capability_info($capability)) {
                $this->missing("This Moodle has no capability $capability.");
            } else if ((int) ($has[$capability] ?? 0) !== CAP_ALLOW) {
                assign_capability($capability, CAP_ALLOW, $id, $this->system, true);
                $this->changed("The role allows $capability.");
            }
        }
        foreach (array_diff(array_keys($has), CAPABILITIES) as $capability) {
            unassign_capability($capability, $id, $this->system);
            $this->changed("The role had $capability, which is not needed; no more.");
        }
        return $id;
    }

    private function make_account(int $role): stdClass {
        global $CFG, $DB;
        $account = $this->account();
        if ($account && $account->auth !== 'webservice') {
            fail('There is an account “' . NAME . '” that people can sign in with. Rename it, then run this again.');
        }
        if ($account) {
            $this->there('The account “' . NAME . '” is there.');
            if ($account->suspended || !$account->confirmed) {
                user_update_user((object) ['id' => $account->id, 'suspended' => 0, 'confirmed' => 1], false);
                $this->changed('The account was suspended or not confirmed; no more.');
            }
        } else {
            // Nobody can sign in with it, and Moodle writes to nobody there.
            $id = user_create_user((object) [
                'username' => NAME,
                'auth' => 'webservice',
                'password' => AUTH_PASSWORD_NOT_CACHED,
                'firstname' => 'Next',
                'lastname' => 'Courses',
                'email' => NAME . '@' . NAME . '.invalid',
                'emailstop' => 1,
                'confirmed' => 1,
                'mnethostid' => $CFG->mnet_localhost_id,
            ], false);
            $account = $DB->get_record('user', ['id' => $id], '*', MUST_EXIST);
            $this->changed('The account “' . NAME . '” is made.');
        }
        if (!user_has_role_assignment($account->id, $role, $this->system->id)) {
            role_assign($role, $account->id, $this->system->id);
            $this->changed('The account has the role.');
        }
        return $account;
    }

    private function make_service(stdClass $account): stdClass {
        global $DB;
        $service = $this->manager->get_external_service_by_shortname(NAME);
        if ($service) {
            $this->there('The external service “' . NAME . '” is there.');
            if (!$service->enabled || !$service->restrictedusers) {
                $service->enabled = $service->restrictedusers = 1;
                $this->manager->update_external_service($service);
                $this->changed('The service is enabled, for authorised users only.');
            }
        } else {
            $id = $this->manager->add_external_service((object) [
                'name' => 'Next Courses',
                'shortname' => NAME,
                'enabled' => 1,
                'restrictedusers' => 1,
                'downloadfiles' => 0,
                'uploadfiles' => 0,
            ]);
            $service = $this->manager->get_external_service_by_id($id, MUST_EXIST);
            $this->changed('The external service “' . NAME . '” is made, enabled, for authorised users only.');
        }
        $has = $DB->get_fieldset_select('external_services_functions', 'functionname', 'externalserviceid = ?', [$service->id]);
        foreach (array_diff(FUNCTIONS, $has) as $function) {
            if (!$DB->record_exists('external_functions', ['name' => $function])) {
                $this->missing("This Moodle has no function $function.");
                continue;
            }
            $this->manager->add_external_function_to_service($function, $service->id);
            $this->changed("The service holds $function.");
        }
        foreach (array_diff($has, FUNCTIONS) as $function) {
            $this->manager->remove_external_function_from_service($function, $service->id);
            $this->changed("The service held $function, which is not needed; no more.");
        }
        if (!$this->manager->get_ws_authorised_user($service->id, $account->id)) {
            $this->manager->add_ws_authorised_user((object) ['externalserviceid' => $service->id, 'userid' => $account->id]);
            $this->changed('The account may use the service.');
        }
        return $service;
    }

    /** @return string|null the token, where one was made: only then is it printed */
    private function make_token(stdClass $account, stdClass $service, ?string $addresses, ?int $end, bool $isnew): ?string {
        global $DB;
        $where = ['userid' => $account->id, 'externalserviceid' => $service->id, 'tokentype' => EXTERNAL_TOKEN_PERMANENT];
        $tokens = $DB->get_records('external_tokens', $where, 'id');
        if ($isnew) {
            foreach ($tokens as $token) {
                $this->manager->delete_user_ws_token($token->id);
                $this->changed('The token of ' . self::day($token->timecreated) . ' is deleted.');
            }
            $tokens = [];
        }
        if (!$tokens) {
            $token = \core_external\util::generate_token(
                EXTERNAL_TOKEN_PERMANENT,
                $service,
                $account->id,
                $this->system,
                $end ?? 0,
                $addresses ?? '',
                'Next Courses',
            );
            $this->changed('A token is made, ' . self::about($end ?? 0, $addresses ?? '') . '.');
            return $token;
        }
        foreach ($tokens as $token) {
            $asked = [
                'validuntil' => $end ?? (int) $token->validuntil,
                'iprestriction' => $addresses ?? (string) $token->iprestriction,
            ];
            $about = self::about($asked['validuntil'], $asked['iprestriction']);
            $made = 'The token of ' . self::day($token->timecreated);
            if ($asked['validuntil'] === (int) $token->validuntil && $asked['iprestriction'] === (string) $token->iprestriction) {
                $this->there("$made is there, $about.");
            } else {
                $DB->update_record('external_tokens', (object) (['id' => $token->id] + $asked));
                $this->changed("$made is now $about.");
            }
        }
        return null;
    }

    private function print_end(stdClass $account, ?string $token): void {
        global $CFG;
        if (user_not_fully_set_up($account, true)) {
            $this->missing('The profile of the account has fields that must be filled in: Users → Accounts → Browse list of users.');
        }
        echo "\n", $this->changes ? "Changes: $this->changes.\n" : "Nothing was changed.\n";
        echo "\nOn the administration page of Next Courses, under “Moodle web services”, enter\n\n";
        echo "  Address  $CFG->wwwroot\n";
        echo '  Token    ', $token ?? 'shown only when it was made; --new-token makes another in its place', "\n";
    }

    public function remove(): void {
        global $DB;
        if ($service = $this->manager->get_external_service_by_shortname(NAME)) {
            $this->manager->delete_service($service->id);
            $this->changed('The external service and its tokens are deleted.');
        }
        if (($account = $this->account()) && $account->auth === 'webservice') {
            delete_user($account);
            $this->changed('The account is deleted.');
        }
        if ($role = $DB->get_field('role', 'id', ['shortname' => NAME])) {
            delete_role($role);
            $this->changed('The role is deleted.');
        }
        $this->switch_off();
        echo "\n", $this->changes ? "Changes: $this->changes.\n" : "There was nothing to take back.\n";
    }

    /** Switches off what this script switched on, unless somebody else uses it by now. */
    private function switch_off(): void {
        global $CFG, $DB;
        $switched = $this->remembered();
        $isused = $DB->record_exists('external_tokens', []) || !empty($CFG->enablemobilewebservice);
        foreach (['rest' => 'The REST protocol', 'webservices' => 'Web services'] as $part => $words) {
            if (in_array($part, $switched, true) && $isused) {
                $this->there("$words: left on, because another service or the mobile app uses it.");
            } else if ($part === 'rest' && in_array($part, $switched, true)) {
                \core\plugininfo\webservice::enable_plugin('rest', 0);
                $this->changed('The REST protocol is switched off.');
            } else if (in_array($part, $switched, true)) {
                set_config('enablewebservices', 0);
                $this->changed('Web services are switched off.');
            }
        }
        if (in_array('auth', $switched, true) && $DB->record_exists('user', ['auth' => 'webservice', 'deleted' => 0])) {
            $this->there('The authentication method: left on, because other accounts use it.');
        } else if (in_array('auth', $switched, true)) {
            \core\plugininfo\auth::enable_plugin('webservice', 0);
            $this->changed('The authentication method “Web services authentication” is switched off.');
        }
        unset_config('switchedon', NAME);
    }

    private function account(): ?stdClass {
        global $CFG, $DB;
        $where = ['username' => NAME, 'mnethostid' => $CFG->mnet_localhost_id, 'deleted' => 0];
        return $DB->get_record('user', $where) ?: null;
    }

    private function remember(string $part): void {
        set_config('switchedon', implode(',', [...$this->remembered(), $part]), NAME);
    }

    /** @return string[] */
    private function remembered(): array {
        return array_filter(explode(',', (string) get_config(NAME, 'switchedon')));
    }

    private static function about(int $end, string $addresses): string {
        $until = $end === 0 ? 'without an end' : ($end < time() ? 'and ended on ' : 'good until ') . self::day($end);
        return $until . ($addresses === '' ? ', for any address' : ", for $addresses alone");
    }

    private static function day(int $time): string {
        return userdate($time, '%Y-%m-%d', core_date::get_server_timezone(), false);
    }

    private function changed(string $words): void {
        $this->changes++;
        echo "+ $words\n";
    }

    private function there(string $words): void {
        echo "  $words\n";
    }

    private function missing(string $words): void {
        echo "! $words\n";
    }
}

$options = options(array_slice($argv, 1));
if (isset($options['help'])) {
    echo USAGE;
    exit(0);
}
$config = config_file($options['moodle']);
define('CLI_SCRIPT', true);
require($config);
require_once("$CFG->libdir/clilib.php");
require_once("$CFG->dirroot/user/lib.php");
require_once("$CFG->dirroot/webservice/lib.php");

if (function_exists('posix_geteuid') && posix_geteuid() === 0 && fileowner($CFG->dataroot) !== 0) {
    $owner = posix_getpwuid(fileowner($CFG->dataroot))['name'] ?? fileowner($CFG->dataroot);
    fail("As root this would leave files that Moodle cannot write. Run it as its user: sudo -u $owner php …");
}
if (moodle_needs_upgrading()) {
    fail('Moodle waits for an upgrade. Finish it, then run this again.');
}
$addresses = asked_addresses($options['ip'] ?? null);
$end = asked_end($options['until'] ?? null);

\core\session\manager::set_user(get_admin());
$work = new next_courses_webservice();
if (isset($options['remove'])) {
    $work->remove();
} else {
    $work->make($addresses, $end, isset($options['new-token']));
}
